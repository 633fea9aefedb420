//! Fills the model from the attributes of the enum, its variants and their fields.
//!
//! Nothing here returns a `Result`: what is wrong is reported, and leaves a hole.

use proc_macro2::Ident;
use syn::{Attribute, DataEnum, DeriveInput, Fields, Index, Lit, Member, Path, parse::Parser};

use crate::derive::{
    ast::{Enum, Exhaustive, Field, FieldKey, Options, Role, Variant, bare, plain},
    attribute::{Attributed, is_flag, items, ours, repeated},
    claim::{self, Claims},
    class,
    errors::{Errors, listed, text},
    keys,
    tokens::{self, Item, Place, Value, as_written, shown, spanned, wrong_value},
};

pub(crate) fn read<'a>(
    input: &'a DeriveInput,
    data: &'a DataEnum,
    errors: &mut Errors,
) -> Enum<'a> {
    let options = options(&input.attrs, errors);
    let mut claims = Claims::new(options.siblings);
    let variants = data
        .variants
        .iter()
        .map(|variant| {
            let before = errors.count();
            let role = role(variant, &mut claims, errors);
            let fields = fields(&variant.fields, errors);
            let mut variant = Variant {
                ident: &variant.ident,
                attrs: &variant.attrs,
                fields,
                unit: matches!(variant.fields, Fields::Unit),
                role,
                sound: true,
            };
            crate::derive::valid::variant(&variant, errors);
            variant.sound = errors.count() == before;
            variant
        })
        .collect();
    Enum { input, options, variants }
}

fn options(attrs: &[Attribute], errors: &mut Errors) -> Options {
    let mut options = Options::default();
    let items = items(attrs, Place::Enum, errors);
    let mut given = Vec::new();
    for item in &items {
        if !keys::check(item, Place::Enum, errors) || repeated(&mut given, item, errors) {
            continue;
        }
        match item.name.as_str() {
            "siblings" => options.siblings = is_flag(item, errors),
            "exhaustive" => options.exhaustive = exhaustive(item, errors),
            _ => options.krate = krate(item, errors),
        }
    }
    options
}

/// The path to the runtime crate, where nothing else is read of the item's attributes.
pub(crate) fn krate_alone(attrs: &[Attribute]) -> Option<Path> {
    let mut unread = Errors::new();
    let options = options(attrs, &mut unread);
    // What is wrong with them does not matter on an item that is not an enum.
    let _ = unread.into_tokens();
    options.krate
}

fn exhaustive(item: &Item, errors: &mut Errors) -> Option<Exhaustive> {
    let Item { key, value, .. } = item;
    let help = "write `exhaustive` for all classes, or `exhaustive(Backoff, Throttled)` for some";
    let all = <apig_errors_catalog::Retry as class::Word>::ALL;
    match value {
        Value::Flag => Some(Exhaustive { key: key.clone(), classes: all.to_vec(), some: false }),
        Value::List(group) => {
            let before = errors.count();
            let classes = class::read_list(key, group, errors);
            if errors.count() > before {
                return None;
            }
            if classes.is_empty() {
                errors.add(key, text!("`apig`: `exhaustive()` names no retry class").help(help));
                return None;
            }
            Some(Exhaustive { key: key.clone(), classes, some: true })
        }
        Value::Equals(_) => {
            errors.add(key, text!("`apig`: `exhaustive` takes a list, not a value").help(help));
            None
        }
        Value::Hole => None,
    }
}

fn krate(item: &Item, errors: &mut Errors) -> Option<Path> {
    const HELP: &str = "write the path to `apig_errors`, such as `crate = \"my_sdk::apig_errors\"`";
    let Value::Equals(tokens) = &item.value else {
        if !matches!(item.value, Value::Hole) {
            errors.add(&item.key, text!("`apig`: `crate` needs a path in a string").help(HELP));
        }
        return None;
    };
    let [proc_macro2::TokenTree::Literal(literal)] = tokens.as_slice() else {
        let text = text!("`apig`: `crate` is a string, not `{}`", shown(&spanned(tokens)));
        wrong_value(errors, tokens, text.help(HELP));
        // A path without its quotes is known all the same.
        return Path::parse_mod_style.parse2(spanned(tokens)).ok();
    };
    let Lit::Str(path) = Lit::new(literal.clone()) else {
        wrong_value(
            errors,
            tokens,
            text!("`apig`: `crate` is a string, not `{literal}`").help(HELP),
        );
        return None;
    };
    match path.parse_with(Path::parse_mod_style) {
        Ok(parsed) if !parsed.is_ident("Self") => Some(parsed),
        _ => {
            let written = as_written(&path.value());
            let text = text!("`apig`: `\"{written}\"` is not the path of a crate or module");
            wrong_value(errors, tokens, text.help(HELP));
            None
        }
    }
}

/// What the variant's attributes make of it.
fn role(variant: &syn::Variant, claims: &mut Claims, errors: &mut Errors) -> Option<Role> {
    let before = errors.count();
    let mut attributes = Vec::new();
    for attr in ours(&variant.attrs) {
        attributes.extend(attribute(attr, errors));
    }
    if ours(&variant.attrs).next().is_none() {
        let name = plain(&variant.ident);
        let text =
            text!("`{name}` has no `#[apig(…)]`, so nothing says which answers it stands for");
        errors.add(
            &variant.ident,
            text.help(format!("choose a role: {}", listed(keys::ROLES, "or"))),
        );
        return None;
    }
    let mut role: Option<(&Item, Role)> = None;
    for attribute in &attributes {
        let read = claims.role(attribute, errors);
        let Some(new) = read else { continue };
        match (&mut role, new) {
            (None, new) => role = Some((attribute.role(), new)),
            (Some((_, Role::Claims(all))), Role::Claims(more)) => all.extend(more),
            (Some((first, _)), _) => two_roles(first, attribute.role(), errors),
        }
    }
    // A part of the claims would be as wrong as none.
    (errors.count() == before).then_some(role?.1)
}

fn two_roles(first: &Item, second: &Item, errors: &mut Errors) {
    let (same, first, second) = (first.name == second.name, &first.key, &second.key);
    if same {
        let text = text!("`apig`: `{second}` is given twice");
        errors.add(second, text.help("leave one of them out"));
    } else {
        let text = text!("`apig`: `{first}` and `{second}` cannot stand on one variant");
        errors.add(second, text.help("choose one"));
    }
    errors.add(first, text!("`apig`: `{first}` is given here"));
}

fn attribute(attr: &Attribute, errors: &mut Errors) -> Option<Attributed> {
    let before = errors.count();
    let items = tokens::items(attr, Place::Variant, errors);
    let mut given = Vec::new();
    for item in &items {
        if keys::check(item, Place::Variant, errors) {
            repeated(&mut given, item, errors);
        }
    }
    given.retain(|item| keys::ROLES.contains(&item.name.as_str()));
    match given.as_slice() {
        [only] => {
            let role = items.iter().position(|item| item.name == only.name)?;
            let complete = errors.count() == before;
            return Some(Attributed { items, role, complete });
        }
        // What is missing may be what is reported already.
        [] if errors.count() > before => claim::values_without_role(&items, errors),
        [] => claim::without_role(&items, errors),
        [first, second, ..] if is_claim(first) && is_claim(second) => {
            let text = text!("`apig`: `code` and `foreign` take an attribute each");
            errors.add(
                &second.key,
                text.help("write `#[apig(code = …)]` and `#[apig(foreign = …, retry = …)]`"),
            );
        }
        [first, rest @ ..] => rest.iter().for_each(|second| two_roles(first, second, errors)),
    }
    None
}

fn is_claim(role: &Item) -> bool {
    role.name == "code" || role.name == "foreign"
}

fn fields<'a>(fields: &'a Fields, errors: &mut Errors) -> Vec<Field<'a>> {
    let mut read: Vec<Field<'a>> = Vec::with_capacity(fields.len());
    for (index, field) in fields.iter().enumerate() {
        let member = match &field.ident {
            Some(ident) => Member::Named(ident.clone()),
            None => Member::Unnamed(Index::from(index)),
        };
        let mut keys: Vec<(FieldKey, Ident)> = Vec::new();
        for item in items(&field.attrs, Place::Field, errors) {
            if keys::check(&item, Place::Field, errors) && is_flag(&item, errors) {
                keys.extend(keys::field_key(&item.name).map(|key| (key, item.key)));
            }
        }
        if let [(_, first), (_, second), ..] = keys.as_slice() {
            let text =
                text!("`apig`: a field takes one key, and this has `{first}` and `{second}`");
            errors.add(second, text.help("choose one"));
        }
        let (key, key_ident) = keys.into_iter().next().unzip();
        if let (Some(key), Some(ident)) = (key, &key_ident) {
            let before = read.iter().any(|earlier| earlier.key == Some(key));
            if before && key != FieldKey::Default {
                let text = text!("`apig`: `{ident}` stands on two fields of one variant");
                errors.add(ident, text.help("leave it on one of them"));
            }
        }
        read.push(Field { member, ty: bare(&field.ty), attrs: &field.attrs, key, key_ident });
    }
    read
}
