//! From a code to the rows that speak for it, and from a wrong code to what may have been meant.

use std::iter;

use apig_errors::{Basis, Code, Family, Row};
use apig_errors_catalog::__private::suggest::{self, Diagnosis};

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
    if let Some(code) = Code::parse(typed).ok().filter(|&code| documented(code).is_some()) {
        return Ok(code);
    }
    // Typed, but not necessarily by a friend: it goes to a terminal.
    let shown = typed.escape_debug();
    let mut unknown = match suggest::diagnose(typed, status) {
        Diagnosis::Documented(code) => return Ok(code),
        Diagnosis::Misspelled { code, strange } => Unknown {
            problem: match strange {
                // It may well look the same.
                Some(strange) => format!(
                    "`{shown}` holds the character U+{:04X}, which the code `{code}` does not",
                    u32::from(strange)
                ),
                None => format!("`{shown}` is not how the code `{code}` is written"),
            },
            help: vec![format!("write `{code}`")],
            suggestions: vec![code],
        },
        // The tables of the other families have codes that `APIG` lacks.
        Diagnosis::NotDocumented { code, .. } if documented(code).is_some() => Unknown {
            problem: format!("`{shown}` is not how the code `{code}` is written"),
            help: vec![format!("write `{code}`")],
            suggestions: vec![code],
        },
        Diagnosis::NotDocumented { code, near } => not_documented(code, near, status),
        Diagnosis::Foreign { .. } => Unknown {
            problem: format!("`{shown}` is another service's code; the tables hold the gateway's"),
            help: vec!["see that service's own list of error codes".to_owned()],
            suggestions: Vec::new(),
        },
        Diagnosis::Pattern | Diagnosis::Unrecognized => Unknown {
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
fn not_documented(code: Code, near: [Option<Code>; 3], status: Option<u16>) -> Unknown {
    let mut suggestions: Vec<Code> = near.into_iter().flatten().collect();
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
