//! Reading `status = 502`, `status(502, 504)` and `status = any`.

use proc_macro2::TokenTree;
use syn::Lit;

use crate::derive::{
    errors::{Errors, Extent, Text, text},
    tokens::{Item, Value, is_punct, joined_up, list, shown, shown_list, spanned, wrong_value},
};

/// The statuses of an attribute, as written.
pub(crate) enum Statuses {
    List(Vec<(u16, Extent)>),
    Any(Extent),
    /// Something was wrong with some of them, and is reported.
    Hole,
}

impl Statuses {
    /// The first status given: the hint for suggestions.
    pub(crate) fn hint(&self) -> Option<u16> {
        match self {
            Self::List(statuses) => statuses.first().map(|(status, _)| *status),
            Self::Any(_) | Self::Hole => None,
        }
    }
}

pub(crate) fn read(item: &Item, errors: &mut Errors) -> Statuses {
    let values = match &item.value {
        Value::Equals(tokens) => match tokens.as_slice() {
            [TokenTree::Ident(any)] if any == "any" => return Statuses::Any(Extent::of(tokens)),
            _ => vec![tokens.clone()],
        },
        Value::List(group) => {
            let before = errors.count();
            let values = list(group, errors);
            if values.is_empty() && errors.count() == before {
                let text = text!("`apig`: `status()` names no status");
                errors.add(&item.key, text.help("write `status = 502` or `status(502, 504)`"));
            }
            values
        }
        Value::Flag => {
            let text = text!("`apig`: `status` needs a value");
            let help = "write `status = 502`, `status(502, 504)` or `status = any`";
            errors.add(&item.key, text.help(help));
            Vec::new()
        }
        Value::Hole => Vec::new(),
    };
    let mut statuses: Vec<(u16, Extent)> = Vec::new();
    let mut hole = values.is_empty();
    for tokens in values {
        match one(&tokens) {
            Ok(status) if statuses.iter().any(|(earlier, _)| *earlier == status) => {
                let text = text!("`apig`: the status {status} is listed twice");
                wrong_value(errors, &tokens, text.help("leave one out"));
                hole = true;
            }
            Ok(status) => statuses.push((status, Extent::of(&tokens))),
            Err(text) => {
                wrong_value(errors, &tokens, text);
                hole = true;
            }
        }
    }
    if hole { Statuses::Hole } else { Statuses::List(statuses) }
}

fn one(tokens: &[TokenTree]) -> Result<u16, Text> {
    let written = match tokens {
        [TokenTree::Literal(number)] => number.to_string(),
        _ => joined_up(&shown(&spanned(tokens))),
    };
    let digits = written.strip_prefix('-').unwrap_or(&written);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        // A sign makes it too small, and more digits than fit make it too large.
        return match written.parse() {
            Ok(status @ 100..=599) => Ok(status),
            _ => Err(text!("`apig`: {written} is not an HTTP status")
                .help("an HTTP status is a number from 100 to 599")),
        };
    }
    let text = match tokens {
        [TokenTree::Ident(any)] if any == "any" => {
            return Err(
                text!("`apig`: `any` stands alone, not in a list").help("write `status = any`")
            );
        }
        _ => text!("`apig`: a status is a plain integer such as 502, found `{written}`"),
    };
    let any = joined_up(&written);
    let meant = match tokens {
        _ if ["any", "all", "_", "*"].contains(&any.trim_matches('"').to_lowercase().as_str()) => {
            Some("write `status = any`".to_owned())
        }
        [TokenTree::Literal(literal)] => {
            meant(&Lit::new(literal.clone())).map(|status| format!("write {status}"))
        }
        [TokenTree::Group(group)] => Some(format!("write `status({})`", shown_list(group))),
        [TokenTree::Ident(_), ..] => Some("write its number".to_owned()),
        _ if tokens.iter().any(|token| is_punct(Some(token), '.')) => {
            Some("name each status that is meant, such as `status(502, 504)`".to_owned())
        }
        _ => None,
    };
    Err(text.maybe_help(meant))
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
