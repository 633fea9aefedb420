//! What is no code at all, and which codes were meant by it.

use apig_errors_catalog::{__private::suggest, Code};
use proc_macro2::{Group, Literal, TokenTree};
use syn::Lit;

use crate::derive::prelude::*;

use super::form::Form;

/// What three digits are as an HTTP status, where they are in place of a code.
pub(super) fn if_status(digits: &str) -> Option<String> {
    const SHOWN: usize = 3;
    let status: u16 = digits.parse().ok().filter(|status| (400..=599).contains(status))?;
    let codes = suggest::documented().filter(|code| code.row(status).is_some());
    let mut with: Vec<String> = codes.map(|code| format!("`{code}`")).collect();
    if with.is_empty() {
        return Some(format!(
            "if you mean the HTTP status {status}: no code is documented with it"
        ));
    }
    if let Some(more @ 1..) = with.len().checked_sub(SHOWN) {
        with.truncate(SHOWN);
        with.push(format!("{more} more"));
    }
    let codes = list(with, "and");
    Some(format!(
        "if you mean the HTTP status {status}, name a code that is documented with it: {codes}"
    ))
}

/// A literal that is not a string without a suffix.
pub(super) fn not_a_string(literal: &Literal, tokens: &[TokenTree]) -> Message {
    let kind = match Lit::new(literal.clone()) {
        Lit::Str(text) => {
            let (value, suffix) = (text.value(), text.suffix());
            return message!("the code `{value}` has the suffix `{suffix}`, and a code has none")
                .help(format!("write `\"{value}\"`"));
        }
        Lit::Int(_) => "an integer",
        Lit::Float(_) => "a float",
        Lit::Bool(_) => "a boolean",
        Lit::Char(_) | Lit::Byte(_) => "a character",
        Lit::ByteStr(_) => "a byte string",
        Lit::CStr(_) => "a C string",
        _ => "a literal",
    };
    not_a_code(&literal.to_string(), kind, tokens)
}

/// A value that is neither a string nor a name.
pub(super) fn not_a_code(found: &str, kind: &str, tokens: &[TokenTree]) -> Message {
    let found = cut(without_spaces(found));
    let line = message!("`apig`: expected a code, found {kind} `{found}`")
        .help("a code is a string such as `\"APIG.0308\"` or a name such as `APIG_0308`");
    if let Some(status) = if_status(&found) {
        return line.help(status);
    }
    // `Code::APIG_0308`, `308`, `b"APIG.0308"`: what was meant can be seen.
    let meant = match tokens {
        [.., colon, TokenTree::Ident(name)] if is_punct(Some(colon), ':') => {
            suggest::respell(&name.to_string()).map(|code| vec![(code, Form::Name)])
        }
        [TokenTree::Literal(literal)] => of_literal(literal).map(|code| vec![(code, Form::String)]),
        // The list is written out as it is.
        [TokenTree::Group(group)] if in_list("code", group).is_some() => None,
        _ if if_macro(tokens).is_some() => None,
        _ => Some(meant(tokens)),
    };
    let mut meant = meant.unwrap_or_default();
    meant.retain(|(code, _)| table::is_documented(*code));
    let written: Vec<String> = meant.iter().map(|(code, form)| form.write(*code)).collect();
    match written.as_slice() {
        [] => line,
        [only] => line.help(format!("write `{only}`")),
        several => line.help(format!("write `code({})`", several.join(", "))),
    }
}

/// What to write for a list in other brackets; `None` where it is more than values and commas.
pub(super) fn in_list(key: &str, group: &Group) -> Option<String> {
    let values = flatten_groups(group.stream());
    match values.as_slice() {
        [] => None,
        [TokenTree::Literal(only)] => Some(format!("write `{only}`")),
        _ => values
            .iter()
            .all(|value| match value {
                TokenTree::Punct(_) => is_punct(Some(value), ','),
                // Codes are not listed with statuses.
                TokenTree::Literal(value) => {
                    (key == "code") == matches!(Lit::new(value.clone()), Lit::Str(_))
                }
                _ => true,
            })
            .then(|| format!("write `{key}({})`", list_snippet(&group.stream()))),
    }
}

fn of_literal(literal: &Literal) -> Option<Code> {
    let text = literal.to_string();
    let text = match Lit::new(literal.clone()) {
        Lit::Int(number) => number.base10_digits().to_owned(),
        _ => text.trim_start_matches(['b', 'c', 'r']).trim_matches(['"', '\'', '#']).to_owned(),
    };
    suggest::respell(&text)
}

/// The codes that tokens name, which are no value: `APIG.0308`, `=> "APIG.0308"`, `APIG_0301 | APIG_0307`.
fn meant(tokens: &[TokenTree]) -> Vec<(Code, Form)> {
    if let Some(code) = suggest::respell(&without_spaces(&snippet_of(tokens))) {
        return vec![(code, Form::String)];
    }
    let mut codes = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Literal(literal) => {
                codes.extend(
                    string_value(literal)
                        .and_then(|_| of_literal(literal))
                        .map(|code| (code, Form::String)),
                );
            }
            TokenTree::Ident(name) => {
                codes.extend(suggest::respell(&unraw(name)).map(|code| (code, Form::Name)));
            }
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                codes.extend(meant(&inner));
            }
            TokenTree::Punct(_) => {}
        }
    }
    codes
}
