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
    let any = without_spaces(&written);
    let meant = match tokens {
        _ if ["any", "all", "_", "*"].contains(&any.trim_matches('"').to_lowercase().as_str()) => {
            Some("write `status = any`".to_owned())
        }
        [TokenTree::Literal(literal)] => several_meant(literal)
            .or_else(|| meant(&Lit::new(literal.clone())).map(|status| format!("write {status}"))),
        [TokenTree::Group(group)] if group.stream().is_empty() => {
            Some("write `status = 502` or `status(502, 504)`".to_owned())
        }
        [TokenTree::Group(group)] => Some(format!("write `status({})`", list_snippet(group))),
        [TokenTree::Ident(_), ..] => Some("write the number of the status".to_owned()),
        _ if tokens.iter().any(|token| is_punct(Some(token), '.')) => {
            Some("name each status, such as `status(502, 504)`".to_owned())
        }
        _ => None,
    };
    Err(line.maybe_help(meant))
}

/// Formats `502, 504`.
pub(super) fn comma_list(statuses: &[u16]) -> String {
    let statuses: Vec<String> = statuses.iter().map(ToString::to_string).collect();
    statuses.join(", ")
}

/// What to write for `"502, 504"`, `5xx` and `"5XX"`.
fn several_meant(literal: &Literal) -> Option<String> {
    let text = literal.to_string();
    let text = text.trim_matches('"');
    if text.len() == 3 && text.to_lowercase().ends_with("xx") {
        return Some("name each status, such as `status(502, 504)`".to_owned());
    }
    let statuses = text.split([',', '|', ' ']).filter(|status| !status.is_empty());
    let statuses: Option<Vec<u16>> = statuses.map(|status| status.parse().ok()).collect();
    let statuses = statuses.filter(|statuses| statuses.len() > 1)?;
    Some(format!("write `status({})`", comma_list(&statuses)))
}

/// The status that another kind of literal spells.
fn meant(literal: &Lit) -> Option<u16> {
    let status: u16 = match literal {
        Lit::Str(text) => text.value().trim().parse().ok()?,
        // Underscores, another base and a suffix are all gone in these digits.
        Lit::Int(number) => number.base10_digits().parse().ok()?,
        Lit::Float(number) => number.base10_digits().strip_suffix(".0")?.parse().ok()?,
        _ => return None,
    };
    (100..=599).contains(&status).then_some(status)
}
