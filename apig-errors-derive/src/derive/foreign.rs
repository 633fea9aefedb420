//! Reading `foreign = "DNS.0014"`: a code that the table does not hold.

use apig_errors_catalog::{Code, Family, is_usable, suggest};
use proc_macro2::TokenTree;

use crate::derive::{
    errors::{Errors, Extent, Text, text},
    tokens::{Item, Value, as_written, shown, spanned, text_of, wrong_value},
};

const FORM: &str = "write `foreign = \"DNS.0014\", retry = …`";

/// The raw code and where it stands.
pub(crate) fn read(role: &Item, errors: &mut Errors) -> Option<(String, Extent)> {
    let tokens = match &role.value {
        Value::Equals(tokens) => tokens,
        Value::Hole => return None,
        Value::Flag => {
            errors.add(&role.key, text!("`apig`: `foreign` needs a code").help(FORM));
            return None;
        }
        Value::List(_) => {
            let text = text!("`apig`: `foreign` takes one code, not a list");
            errors.add(&role.key, text.help("write an `#[apig(foreign = …)]` for each code"));
            return None;
        }
    };
    let raw = match tokens.as_slice() {
        [TokenTree::Literal(literal)] => text_of(literal),
        _ => None,
    };
    let Some(raw) = raw else {
        let found = shown(&spanned(tokens));
        let text = text!("`apig`: `foreign` is a string such as `\"DNS.0014\"`, not `{found}`");
        wrong_value(errors, tokens, text.help(FORM));
        return None;
    };
    match reject(&raw) {
        None => Some((raw, Extent::of(tokens))),
        Some(text) => {
            wrong_value(errors, tokens, text);
            None
        }
    }
}

/// Why this code cannot stand under `foreign`.
fn reject(raw: &str) -> Option<Text> {
    let documented = |code: &Code| !code.rows().is_empty();
    match Code::parse(raw) {
        Ok(code) if documented(&code) => {
            let text = text!("`{raw}` is documented, so it is not `foreign`");
            return Some(text.help(format!("write `code = \"{raw}\"`")));
        }
        Ok(_) => return None,
        Err(_) => {}
    }
    let spelled = as_written(raw);
    // Four characters may well be some service's own, `0308` or `O.101`; what names the family, too, is
    // a slip.
    let names_family = raw.chars().filter(|c| c.is_alphanumeric()).count() > 4;
    let meant = suggest::respell(raw).filter(|code| documented(code) && names_family);
    if let Some(code) = meant.filter(|code| code.family() == Family::Apig) {
        let text =
            text!("`{spelled}` is not how the code `{code}` is written, and that is documented");
        return Some(text.help(format!("write `code = \"{code}\"`")));
    }
    if let Some(code) = suggest::respell(raw).filter(|_| names_family) {
        let text =
            text!("`{spelled}` is not how the gateway writes `{code}`, so it would claim nothing");
        return Some(text.help(format!("write `foreign = \"{code}\"`")));
    }
    if is_usable(raw.as_bytes()) {
        return None;
    }
    let text = text!(
        "`apig`: `\"{spelled}\"` is never read from a body as a code, so it would claim nothing"
    );
    Some(text.help(
        "a code has 1 to 64 characters from `A-Z a-z 0-9 . _ -`, does not end in zeros alone, and is no status",
    ))
}
