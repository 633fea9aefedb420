//! From entries to the model: each value read, each claim held against the table.

mod claim;
mod code;
mod foreign;
mod modifiers;
mod options;
mod status;
mod word;

use apig_errors_catalog::Retry;
use proc_macro2::Ident;
use syn::{Index, Member};

use crate::derive::{
    diagnostic::{Diagnostics, Reported, Result, message, quoted_list},
    entry::{Entries, Entry},
    keys::{self, FieldKey, Key, RoleKey, VariantKey},
    model::{CodeClaim, Field, Role, bare},
    table,
    tokens::unraw,
};

use self::modifiers::Modifiers;
pub(crate) use self::options::options;

/// One attribute of a variant that gives it one role.
struct VariantAttr<'e> {
    role: RoleKey,
    entry: &'e Entry<VariantKey>,
    attr: &'e Entries<VariantKey>,
}

/// What the variant's attributes make of it.
pub(crate) fn role(
    variant: &Ident,
    attrs: &[Entries<VariantKey>],
    siblings: bool,
    diag: &mut Diagnostics,
) -> Result<Role> {
    let mut complete = Ok(());
    let mut chosen = Vec::new();
    for attr in attrs {
        match choose(attr, diag) {
            Ok(attr) => chosen.extend(attr),
            Err(reported) => complete = Err(reported),
        }
    }
    let mut whole: Option<(&Entry<VariantKey>, Role)> = None;
    let mut order = 0..;
    for attr in &chosen {
        match (role_of(attr, siblings, diag), &mut whole) {
            (Err(reported), _) => complete = Err(reported),
            (Ok(Role::Claims(more)), Some((_, Role::Claims(claims)))) => {
                add(claims, more, &mut order);
            }
            (Ok(_), Some((first, _))) => complete = Err(two_roles(first, attr.entry, diag)),
            (Ok(Role::Claims(more)), None) => {
                let mut claims = Vec::new();
                add(&mut claims, more, &mut order);
                whole = Some((attr.entry, Role::Claims(claims)));
            }
            (Ok(role), None) => whole = Some((attr.entry, role)),
        }
    }
    // Drop the role if any attribute failed: a part of the claims would be as wrong as none.
    complete?;
    let without_role = || {
        let name = unraw(variant);
        let line =
            message!("`{name}` has no `#[apig(…)]`, so nothing says which answers it stands for");
        let roles = quoted_list(keys::role_names(), "or");
        diag.error(variant, line.help(format!("choose a role: {roles}")))
    };
    whole.map(|(_, role)| role).ok_or_else(without_role)
}

/// Adds the claims of one more attribute to those of its variant.
fn add(claims: &mut Vec<CodeClaim>, more: Vec<CodeClaim>, order: &mut impl Iterator<Item = usize>) {
    for mut claim in more {
        for (mention, order) in claim.mentions.iter_mut().zip(&mut *order) {
            mention.order = order;
        }
        match claims.iter_mut().find(|earlier| earlier.code == claim.code) {
            Some(earlier) => earlier.mentions.append(&mut claim.mentions),
            None => claims.push(claim),
        }
    }
}

/// Chooses the entry of an attribute that gives the role; `None` where there are no entries.
fn choose<'e>(
    attr: &'e Entries<VariantKey>,
    diag: &mut Diagnostics,
) -> Result<Option<VariantAttr<'e>>> {
    let roles = attr.entries.iter().filter_map(|entry| Some((entry.key.role()?, entry)));
    let roles: Vec<(RoleKey, &Entry<VariantKey>)> = roles.collect();
    let is_claim = |role: RoleKey| matches!(role, RoleKey::Code | RoleKey::Foreign);
    match roles.as_slice() {
        [(role, entry)] => Ok(Some(VariantAttr { role: *role, entry, attr })),
        [] => without_role(attr, diag).map(|()| None),
        [(first, _), (second, entry), ..] if is_claim(*first) && is_claim(*second) => {
            let line = message!("`apig`: `code` and `foreign` take an attribute each");
            let help = "write `#[apig(code = …)]` and `#[apig(foreign = …, retry = …)]`";
            Err(diag.error(&entry.ident, line.help(help)))
        }
        [(_, first), (_, second), rest @ ..] => {
            let reported = two_roles(first, second, diag);
            for (_, other) in rest {
                two_roles(first, other, diag);
            }
            Err(reported)
        }
    }
}

fn two_roles(
    first: &Entry<VariantKey>,
    second: &Entry<VariantKey>,
    diag: &mut Diagnostics,
) -> Reported {
    let (same, first, second) = (first.key == second.key, &first.ident, &second.ident);
    let message = if same {
        message!("`apig`: `{second}` is given twice").help("leave one of them out")
    } else {
        message!("`apig`: `{first}` and `{second}` cannot stand on one variant").help("choose one")
    };
    let reported = diag.error(second, message);
    diag.note(first, message!("`apig`: `{first}` is given here"));
    reported
}

/// Reports an attribute that holds modifiers alone, and what is wrong with their values.
fn without_role(attr: &Entries<VariantKey>, diag: &mut Diagnostics) -> Result<()> {
    const NO_CODE: &str = "an answer without a code, such as a proxy's page, goes to the `fallback`: match it by `status()` there";
    let modifiers = Modifiers::read(attr, diag);
    // What is missing may be what is reported already.
    attr.complete?;
    let Some(Entry { key, ident, .. }) = attr.entries.first() else { return Ok(()) };
    if *key == VariantKey::Status {
        modifiers.status_complete()?;
        let hint = modifiers.status_hint();
        let line = message!("`apig`: `status` needs the code that it belongs to");
        let help = match hint.and_then(|status| Some((status, table::only_code_with(status)?))) {
            Some((status, code)) => format!(
                "`{code}` is the one code documented with {status}: write `code = \"{code}\"`"
            ),
            None => "write `code = \"…\", status = …`".to_owned(),
        };
        return Err(diag.error(ident, line.help(help).help(NO_CODE)));
    }
    let line = message!("`apig`: `{ident}` stands alone, and needs what it is about");
    let help = if *key == VariantKey::Reason {
        "write `code = \"…\", retry = …, reason = \"…\"`"
    } else {
        "write `code = \"…\"`, `foreign = \"…\"` or `local` beside it"
    };
    Err(diag.error(ident, line.help(help)))
}

/// The role that one attribute gives.
fn role_of(attr: &VariantAttr<'_>, siblings: bool, diag: &mut Diagnostics) -> Result<Role> {
    let whole_table = "each answer it takes keeps the verdict of the table";
    let role = match attr.role {
        RoleKey::Code => Role::Claims(claim::claims(attr, siblings, diag)?),
        RoleKey::Foreign => Role::Claims(foreign::claims(attr, diag)?),
        RoleKey::Local => local(attr, diag)?,
        RoleKey::Transparent => {
            alone(attr, "the inner error gives the verdict", diag)?;
            Role::Transparent
        }
        RoleKey::Fallback => {
            alone(attr, whole_table, diag)?;
            Role::Fallback
        }
    };
    attr.attr.complete.map(|()| role)
}

/// Reports a role with a value or with modifiers, where it has neither.
fn alone(attr: &VariantAttr<'_>, why: &str, diag: &mut Diagnostics) -> Result<()> {
    let mut result = attr.entry.flag(diag);
    let name = attr.entry.key.spec().name;
    for entry in attr.attr.entries.iter().filter(|entry| entry.key != attr.entry.key) {
        let line = message!("`apig`: `{}` has no meaning beside `{name}`: {why}", entry.ident);
        result = Err(diag.error(&entry.ident, line.help("leave it out")));
    }
    result
}

/// Reads `local`, with or without `retry` and what goes with it.
fn local(attr: &VariantAttr<'_>, diag: &mut Diagnostics) -> Result<Role> {
    let mut result = attr.entry.flag(diag);
    let modifiers = Modifiers::read(attr.attr, diag);
    if let Some((status, _)) = &modifiers.status {
        let line = message!(
            "`apig`: `status` has no meaning beside `local`: no answer of the gateway is meant"
        );
        result = Err(diag.error(*status, line.help("leave it out, or claim a `code`")));
    }
    result = result.and(modifiers.check_delivery(Some(Retry::Never), diag));
    result?;
    modifiers.complete()?;
    Ok(Role::Local(modifiers.outcome(Retry::Never)?))
}

/// The fields of one variant, read one by one.
pub(crate) struct Fields<'a> {
    pub(crate) fields: Vec<Field<'a>>,
    pub(crate) complete: Result<()>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new() -> Self {
        Self { fields: Vec::new(), complete: Ok(()) }
    }

    pub(crate) fn read(
        &mut self,
        field: &'a syn::Field,
        attr: Entries<FieldKey>,
        diag: &mut Diagnostics,
    ) {
        let member = match &field.ident {
            Some(ident) => Member::Named(ident.clone()),
            None => Member::Unnamed(Index::from(self.fields.len())),
        };
        let mut complete = attr.complete;
        let mut keys = Vec::new();
        for entry in attr.entries {
            match entry.flag(diag) {
                Ok(()) => keys.push((entry.key, entry.ident)),
                Err(reported) => complete = Err(reported),
            }
        }
        if let [(_, first), (_, second), ..] = keys.as_slice() {
            let line =
                message!("`apig`: a field takes one key, and this has `{first}` and `{second}`");
            self.complete = Err(diag.error(second, line.help("choose one")));
        }
        let key = keys.into_iter().next();
        if let Some((key, ident)) = &key {
            let is_taken = self.fields.iter().any(|earlier| earlier.key() == Some(*key));
            if is_taken && *key != FieldKey::Default {
                let line = message!("`apig`: `{ident}` stands on two fields of one variant");
                self.complete = Err(diag.error(ident, line.help("leave it on one of them")));
            }
        }
        self.complete = self.complete.and(complete);
        let key = if key.is_some() { Ok(key) } else { complete.map(|()| None) };
        self.fields.push(Field { member, ty: bare(&field.ty), attrs: &field.attrs, key });
    }
}
