//! From tokens to entries: which attributes are this derive's, and which key each entry has.

mod extent;
mod instead;
mod items;

use proc_macro2::{Ident, TokenTree};
use syn::{Attribute, Lit};

use crate::derive::prelude::*;

use self::{extent::Item, items::Items};

/// Hands on the entries of each attribute of this derive.
pub(crate) fn each<K: Key>(
    attrs: &[Attribute],
    diag: &mut Diagnostics,
    mut read: impl FnMut(Entries<K>, &mut Diagnostics),
) {
    for attr in attrs {
        if attr.path().is_ident("apig") {
            read(entries(std::slice::from_ref(attr), diag), diag);
        }
    }
}

/// The entries of all attributes of this derive, as if they were one.
pub(crate) fn entries<K: Key>(attrs: &[Attribute], diag: &mut Diagnostics) -> Entries<K> {
    let mut items = Items::default();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("apig")) {
        items.read(attr, K::TARGET, diag);
    }
    let Items { found, skipped, mut complete } = items;
    let mut misspelled: Vec<K> = skipped.iter().flat_map(|word| keys::suggestions(word)).collect();
    let mut list: Vec<Entry<K>> = Vec::new();
    let mut misplaced = None;
    let is_variants = |ident: &Ident| match K::TARGET {
        Target::Field => Target::Variant.names().contains(&unraw(ident).as_str()),
        Target::Enum => ident == VariantKey::Fallback.spec().name,
        Target::Variant | Target::Struct => false,
    };
    for Item { ident, mut value, place } in found {
        diag.now_at(place);
        let known = key(&ident, list.last(), diag);
        let first = list.iter().find(|entry| known.is_ok_and(|key| entry.key == key));
        match (known, first) {
            // A field takes one key in all, so a second use says that.
            (Ok(key), Some(first)) if K::TARGET != Target::Field => {
                complete = Err(twice(key, &ident, &first.ident, diag));
            }
            (Ok(key), _) => {
                let is_flag = matches!(value, Ok(Value::Flag) | Err(_));
                if key.spec().is_flag() && !is_flag && is_variants(&ident) {
                    let line = message!(
                        "`apig`: `{ident}` with a value belongs on a variant, not on a field"
                    );
                    let help = format!("write it before the variant: `#[apig({ident} = …)]`");
                    let reported = diag.error(&ident, line.help(help));
                    misplaced = Some(reported);
                    value = Err(reported);
                } else if key.spec().is_flag() && !is_flag {
                    let line = message!("`apig`: `{ident}` takes no value");
                    let help = without_value(&ident, &value);
                    value = Err(diag.error(&ident, line.help(&help)));
                    if help == REMOVE {
                        complete = complete.and(value.map(drop));
                        continue;
                    }
                }
                let entry = Entry { key, ident, value, place };
                complete = complete.and(entry.flag());
                list.push(entry);
            }
            (Err(reported), _) => {
                misspelled.extend(keys::suggestions::<K>(&unraw(&ident)));
                misplaced = misplaced.or(is_variants(&ident).then_some(reported));
                complete = Err(reported);
            }
        }
    }
    Entries { list, misspelled, misplaced, complete }
}

/// What to write for `code = APIG_0301, APIG_0307`.
fn one_more<K: Key>(name: &str, before: Option<&Entry<K>>) -> Option<String> {
    let Entry { ident, value: Ok(Value::Equals(tokens)), .. } = before? else { return None };
    (ident == VariantKey::Code.spec().name)
        .then(|| format!("write `code({}, {name})`", snippet_of(tokens)))
}

/// What to do with a flag that is not meant.
const REMOVE: &str = "remove it";

/// What to write for a flag with a value.
fn without_value(flag: &Ident, value: &Result<Value>) -> String {
    let tokens = match value {
        Ok(Value::Equals(tokens)) => tokens.clone(),
        Ok(Value::List(group)) => flatten_groups(group.stream()),
        _ => Vec::new(),
    };
    let is_status = |token: &TokenTree| match token {
        TokenTree::Literal(literal) => matches!(Lit::new(literal.clone()), Lit::Int(_)),
        _ => is_punct(Some(token), ','),
    };
    match tokens.as_slice() {
        [TokenTree::Ident(no)] if no == "false" => REMOVE.to_owned(),
        [only] if flag == VariantKey::NoCode.spec().name && is_status(only) => {
            format!("write `{flag}, status = {only}`")
        }
        [_, ..] if flag == VariantKey::NoCode.spec().name && tokens.iter().all(is_status) => {
            format!("write `{flag}, status({})`", list_snippet(&tokens.into_iter().collect()))
        }
        _ => format!("write `{flag}` without a value"),
    }
}

/// Reports a second use of a key, and the first.
fn twice<K: Key>(key: K, second: &Ident, first: &Ident, diag: &mut Diagnostics) -> Reported {
    let line = message!("`apig`: `{second}` is given twice");
    let reported = diag.error(second, line.help(key.spec().instead_of_twice));
    diag.error(first, message!("`apig`: `{second}` is first given here"));
    reported
}

/// The key of this name, or a report that the target has none. `before` is the entry before it.
fn key<K: Key>(ident: &Ident, before: Option<&Entry<K>>, diag: &mut Diagnostics) -> Result<K> {
    let name = ident.to_string();
    let known = |name: &str| K::ALL.iter().copied().find(|key| key.spec().name == name);
    if let Some(key) = known(&name) {
        return Ok(key);
    }
    let bare = unraw(ident);
    if bare != name && known(&bare).is_some() {
        let line = message!("`apig`: keys are single words without `r#`");
        return Err(diag.error(ident, line.help(format!("write `{bare}`"))));
    }
    let target = K::TARGET;
    let elsewhere = [Target::Variant, Target::Field, Target::Enum]
        .into_iter()
        .find(|other| *other != target && other.names().contains(&bare.as_str()));
    let line = match (keys::by_synonym::<K>(&bare), elsewhere) {
        (None, Some(other)) => {
            let or_struct =
                other != Target::Struct && Target::Struct.names().contains(&bare.as_str());
            let or_struct = if or_struct && target == Target::Field { " or a struct" } else { "" };
            let (other, this) = (other.name(), target.name());
            let line = message!("`apig`: `{bare}` belongs on {other}{or_struct}, not on {this}");
            let is_struct = target == Target::Struct;
            if is_struct { line.help("only an enum claims responses") } else { line }
        }
        (synonym, _) => {
            let meant = synonym.map_or_else(|| keys::near_misses(&bare), |key| vec![key]);
            let line = message!("`apig` has no key `{bare}` on {}", target.name());
            match table::key_for_constant(&bare).filter(|_| target == Target::Variant) {
                Some(help) => line.help(one_more(&bare, before).unwrap_or(help)),
                None if meant.is_empty() => line
                    .maybe_help(table::key_for_word(&bare).filter(|_| target == Target::Variant)),
                None => {
                    let meant = quoted_list(meant.iter().map(|key| key.spec().name), "or");
                    line.help(format!("did you mean {meant}?"))
                }
            }
        }
    };
    let help = format!("the keys of {} are {}", target.name(), target.listed());
    Err(diag.error(ident, line.help(help)))
}
