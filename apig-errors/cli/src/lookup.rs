//! From a code to the rows that speak for it, and from a wrong code to what may have been meant.

use std::iter;

use apig_errors::{Basis, Code, Family, ParseCodeError, Row};
use apig_errors_catalog::__private::suggest;

/// The rows that speak for a code: those of its own table, and, where that lacks the code or is incomplete,
/// those of `APIG` with its number.
pub(crate) fn rows(code: Code) -> Vec<&'static Row> {
    let mut rows: Vec<&Row> = code.rows().iter().collect();
    if let Some(sibling) = Code::new(Family::Apig, code.number()) {
        let holds = |row: &&Row| code.verdict(row.status).basis == Basis::Sibling;
        rows.extend(sibling.rows().iter().filter(holds));
    }
    rows
}

/// The row that speaks for a response.
pub(crate) fn row(code: Code, status: u16) -> Option<&'static Row> {
    rows(code).into_iter().find(|row| row.status == status)
}

/// The documented code that speaks for this one: itself, or, where its table lacks it, that of `APIG`.
pub(crate) fn documented(code: Code) -> Option<Code> {
    rows(code).first().map(|row| row.code)
}

/// A code that cannot be explained: what is wrong with it, and what may have been meant.
pub(crate) struct Unknown {
    pub(crate) problem: String,
    pub(crate) help: Vec<String>,
    pub(crate) suggestions: Vec<Code>,
}

/// Reads a code as it was typed: one that the table can explain, or what is wrong with it.
pub(crate) fn read(typed: &str, status: Option<u16>) -> Result<Code, Unknown> {
    let parsed = Code::parse(typed);
    match parsed {
        Ok(code) if documented(code).is_some() => return Ok(code),
        Ok(code) => return Err(not_documented(code, status)),
        Err(_) => {}
    }
    // Typed, but not necessarily by a friend: it goes to a terminal.
    let shown = typed.escape_debug();
    let mut unknown = match suggest::respell(typed) {
        Some(meant) if documented(meant).is_some() => Unknown {
            problem: match typed.chars().find(|character| !character.is_ascii()) {
                // It may well look the same.
                Some(strange) => format!(
                    "`{shown}` holds the character U+{:04X}, which the code `{meant}` does not",
                    u32::from(strange)
                ),
                None => format!("`{shown}` is not how the code `{meant}` is written"),
            },
            help: vec![format!("write `{meant}`")],
            suggestions: vec![meant],
        },
        _ if parsed == Err(ParseCodeError::Foreign) => Unknown {
            problem: format!("`{shown}` is another service's code; the tables hold the gateway's"),
            help: vec!["see that service's own list of error codes".to_owned()],
            suggestions: Vec::new(),
        },
        Some(meant) => not_documented(meant, status),
        None => Unknown {
            problem: format!("`{shown}` is not a code of the gateway"),
            help: vec!["the form is `APIG.` and four digits, such as `APIG.0308`".to_owned()],
            suggestions: Vec::new(),
        },
    };
    if typed.len() == 3 && typed.parse::<u16>().is_ok_and(|number| (100..=599).contains(&number)) {
        unknown.help.push(format!("for the HTTP status: `apig list --status {typed}`"));
    }
    Err(unknown)
}

/// A well-formed code that no row speaks for.
fn not_documented(code: Code, status: Option<u16>) -> Unknown {
    let mut suggestions: Vec<Code> = suggest::near(code, status).into_iter().flatten().collect();
    let elsewhere: Vec<Code> = suggest::near_elsewhere(code, status)
        .into_iter()
        .flatten()
        .filter(|near| suggestions.is_empty() || near.number() == code.number())
        .collect();
    let mut help = match &suggestions[..] {
        [] if elsewhere.is_empty() => {
            vec!["no documented code is near it; its verdict rests on the HTTP status".to_owned()]
        }
        [] => Vec::new(),
        [one] => vec![format!("did you mean {}?", gloss(*one))],
        several => {
            let glosses = several.iter().map(|&near| format!("- {}", gloss(near)));
            iter::once("did you mean one of these?".to_owned()).chain(glosses).collect()
        }
    };
    help.extend(elsewhere.iter().map(|near| format!("of another family: {}", gloss(*near))));
    suggestions.extend(elsewhere);
    let table = code.table();
    Unknown {
        problem: format!(
            "`{code}` is not among the {} documented codes of {} (table of {})",
            table.codes().count(),
            table.family,
            table.date
        ),
        help,
        suggestions,
    }
}

/// `APIG.0308` (429: The throttling threshold has been reached).
fn gloss(code: Code) -> String {
    let mut statuses: Vec<u16> = code.rows().iter().map(|row| row.status).collect();
    statuses.sort_unstable();
    statuses.dedup();
    let statuses: Vec<String> = statuses.iter().map(ToString::to_string).collect();
    let message = code.rows().first().map_or("", |row| row.message.trim_end_matches('.'));
    format!("`{code}` ({}: {message})", statuses.join(", "))
}
