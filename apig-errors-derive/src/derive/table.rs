//! What the derive asks of the published tables.

use apig_errors_catalog::{Code, Delivery, Family, ParseCodeError, Retry, Row, TABLES, Table};

use crate::derive::{
    diagnostic::list,
    model::{Enum, Variant},
    tokens::escaped,
};

/// The name of the code's constant, such as `APIG_0308`.
pub(crate) fn constant_name(code: Code) -> String {
    format!("{}_{:04}", code.family(), code.number())
}

/// Whether the table of its family has the code, so that a claim of it can be proved.
pub(crate) fn is_documented(code: Code) -> bool {
    !code.rows().is_empty()
}

/// What to write where the name of a documented code's constant is in place of a key.
pub(crate) fn key_for_constant(name: &str) -> Option<String> {
    let code = Code::parse(&name.replacen('_', ".", 1)).ok()?;
    is_documented(code).then(|| format!("write `code = {name}`"))
}

/// What to write for a word that is the value of some key.
pub(crate) fn key_for_word(word: &str) -> Option<String> {
    let key = if word == "any" {
        "status"
    } else if Retry::ALL.iter().any(|class| class.as_str() == word) {
        "retry"
    } else if Delivery::ALL.iter().any(|delivery| delivery.as_str() == word) {
        "delivery"
    } else {
        return None;
    };
    Some(format!("write `{key} = {word}`"))
}

/// What to write where a string that may be a code is in place of a key.
pub(crate) fn key_for_string(text: &str) -> Option<String> {
    match Code::parse(text) {
        Ok(code) if is_documented(code) => Some(format!("write `#[apig(code = \"{code}\")]`")),
        Err(ParseCodeError::Foreign) => {
            Some(format!("write `#[apig(unlisted = \"{}\", retry = …)]`", escaped(text)))
        }
        _ => None,
    }
}

/// The tables of the families that the enum claims codes of; that of `APIG` where it claims none, and where it claims
/// numbers, with `siblings`.
pub(crate) fn claimed(model: &Enum<'_>) -> Vec<&'static Table> {
    if model.options.siblings {
        return vec![Family::Apig.table()];
    }
    let claims = || model.variants.iter().flat_map(Variant::claims);
    let is_claimed = |family| {
        claims().any(|claim| claim.code.documented().is_some_and(|code| code.family() == family))
    };
    let mut tables: Vec<&Table> =
        TABLES.iter().copied().filter(|table| is_claimed(table.family)).collect();
    if tables.is_empty() {
        tables.push(Family::Apig.table());
    }
    tables
}

/// The statuses that a code is documented with, ascending.
pub(crate) fn statuses(code: Code) -> Vec<u16> {
    statuses_where(code, |_| true)
}

/// Those of its rows of which this holds.
pub(crate) fn statuses_where(code: Code, holds: impl Fn(&Row) -> bool) -> Vec<u16> {
    let rows = code.rows().iter().filter(|row| holds(row));
    let mut statuses: Vec<u16> = rows.map(|row| row.status).collect();
    statuses.sort_unstable();
    statuses.dedup();
    statuses
}

/// A code in a few words, such as `429: The throttling threshold has been reached`.
pub(crate) fn gloss(code: Code) -> String {
    let message = code.rows().first().map_or("", |row| row.message.trim_end_matches('.'));
    format!("{}: {message}", list(statuses(code), "or"))
}
