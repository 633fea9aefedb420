//! Reading `status = 502`, `status(502, 504)` and `status = any`.

use std::result::Result as Either;

use proc_macro2::{Literal, TokenTree};
use syn::Lit;

use crate::derive::prelude::*;

/// The statuses of an attribute, as written.
pub(super) enum Statuses {
    List(Vec<Written>),
    Any(SpanRange),
}

/// A status and where it is written.
pub(super) type Written = (u16, SpanRange);

/// The statuses; and those of a list of which not every one could be read.
pub(super) fn read(
    entry: &Entry<VariantKey>,
    diag: &mut Diagnostics,
) -> (Result<Statuses>, Vec<Written>) {
    const HELPS: [&str; 2] = [
        "write `status = 502` or `status(502, 504)`",
        "write `status = 502`, `status(502, 504)` or `status = any`",
    ];
    if let Ok(Value::Equals(tokens)) = &entry.value {
        if matches!(tokens.as_slice(), [TokenTree::Ident(any)] if any == "any") {
            return (Ok(Statuses::Any(SpanRange::of(tokens))), Vec::new());
        }
    }
    let (values, mut complete) = entry.values(HELPS, diag);
    let mut statuses: Vec<Written> = Vec::new();
    for tokens in values {
        let at = SpanRange::of(&tokens);
        match one(&tokens) {
            Ok(status) if statuses.iter().any(|(earlier, _)| *earlier == status) => {
                let line = message!("`apig`: the status {status} is listed twice");
                complete = Err(diag.error(at, line.help("remove one")));
            }
            Ok(status) => statuses.push((status, at)),
            Err(message) => complete = Err(diag.error(at, message)),
        }
    }
    match complete {
        Ok(()) => (Ok(Statuses::List(statuses)), Vec::new()),
        Err(reported) => (Err(reported), statuses),
    }
}

fn one(tokens: &[TokenTree]) -> Either<u16, Message> {
    let written = match tokens {
        [TokenTree::Literal(number)] => number.to_string(),
        _ => without_spaces(&snippet_of(tokens)),
    };
    let digits = written.strip_prefix('-').unwrap_or(&written);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        // A sign makes it too small, and more digits than fit make it too large.
        return match written.parse() {
            Ok(status @ 100..=599) => Ok(status),
            _ => Err(message!("`apig`: {written} is not an HTTP status")
                .help("an HTTP status is a number from 100 to 599")),
        };
    }
    let line = match tokens {
        [TokenTree::Ident(any)] if any == "any" => {
            return Err(message!("`apig`: `any` cannot be in a list").help("write `status = any`"));
        }
        _ => message!("`apig`: a status is a plain integer such as 502, found `{written}`"),
    };
    let is_any = |word: &str| ["any", "all", "_", "*"].contains(&word);
    let statuses = statuses_in(tokens);
    let meant = match (tokens, statuses.as_slice()) {
        _ if is_any(written.trim_end_matches("()").trim_matches('"').to_lowercase().as_str()) => {
            Some("write `status = any`".to_owned())
        }
        ([TokenTree::Group(group)], _) if group.stream().is_empty() => {
            Some("write `status = 502` or `status(502, 504)`".to_owned())
        }
        _ if if_macro(tokens).is_some() => {
            Some("macros are not expanded inside attributes: write the number itself".to_owned())
        }
        _ if is_range(&written) => Some("name each status, such as `status(502, 504)`".to_owned()),
        (_, [only]) => Some(format!("write {only}")),
        ([TokenTree::Ident(_), ..], []) => Some("write the number of the status".to_owned()),
        (_, []) => None,
        (_, several) => Some(format!("write `status({})`", comma_list(several))),
    };
    Err(line.maybe_help(meant))
}

/// Whether this says which statuses by where they begin or end: `500..=504`, `>=500`, `!400`, `"5xx"`. Not `=> 502`,
/// whose `=` is read as that after the key.
fn is_range(written: &str) -> bool {
    let class = written.trim_matches('"').to_lowercase();
    class.ends_with("xx") || ["..", "-", "<", "!", ">="].iter().any(|sign| written.contains(sign))
}

/// Formats `502, 504`.
pub(super) fn comma_list(statuses: &[u16]) -> String {
    let statuses: Vec<String> = statuses.iter().map(ToString::to_string).collect();
    statuses.join(", ")
}

/// The statuses that tokens spell which are no plain integer: `"502"`, `502 | 504`, `[502, 504]`.
fn statuses_in(tokens: &[TokenTree]) -> Vec<u16> {
    let mut statuses = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Literal(literal) => statuses.extend(spelled(literal)),
            TokenTree::Group(group) => {
                statuses.extend(statuses_in(&flatten_groups(group.stream())));
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
    statuses
}

/// The statuses that a literal spells.
fn spelled(literal: &Literal) -> Vec<u16> {
    let digits = match Lit::new(literal.clone()) {
        // `"502, 504"`, `"502 Bad Gateway"`.
        Lit::Str(text) => {
            let text = text.value();
            let words = text.split(|c: char| !c.is_ascii_alphanumeric());
            return words.filter(|word| word.len() == 3).filter_map(status_of).collect();
        }
        // Underscores, another base and a suffix are all gone in these digits.
        Lit::Int(number) if number.suffix().contains(['O', 'o']) => {
            literal.to_string().replace(['O', 'o'], "0")
        }
        Lit::Int(number) => number.base10_digits().to_owned(),
        Lit::Float(number) => match number.base10_parse::<f64>() {
            Ok(number) => number.to_string(),
            Err(_) => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    status_of(&digits).into_iter().collect()
}

fn status_of(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|status| (100..=599).contains(status))
}
