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

/// What was meant by what was typed.
pub(crate) struct Meant {
    /// One code, or, where the family was not typed, those of all families with this number.
    pub(crate) codes: Vec<Code>,
    /// How it is written, if it was not.
    pub(crate) note: Option<String>,
}

/// Reads what was typed: codes that the tables can explain, or what is wrong with it.
pub(crate) fn read(typed: &str, status: Option<u16>) -> Result<Meant, Unknown> {
    // Typed, but not necessarily by a friend: it goes to a terminal.
    let shown = typed.escape_debug();
    let number = typed.trim();
    if number.len() == 4 && number.bytes().all(|digit| digit.is_ascii_digit()) {
        let codes = of_all_families(number.parse().ok());
        if !codes.is_empty() {
            let written: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
            let note = format!("`{shown}` names no family: it is written {}", written.join(", "));
            return Ok(Meant { codes, note: Some(note) });
        }
    }
    let meant = |code, note| Ok(Meant { codes: vec![code], note });
    if let Some(code) = Code::parse(typed).ok().filter(|&code| documented(code).is_some()) {
        return meant(code, None);
    }
    let is_status = typed.parse::<u16>().is_ok_and(|number| (100..=599).contains(&number));
    match suggest::diagnose(typed, status) {
        Diagnosis::Documented(code) => meant(code, None),
        Diagnosis::Misspelled { code, .. } if is_status => Err(Unknown {
            problem: format!("`{shown}` may be the code `{code}`, or an HTTP status"),
            help: vec![
                format!("for the code: `apig explain {code}`"),
                format!("for the status: `apig list --status {shown}`"),
            ],
            suggestions: vec![code],
        }),
        Diagnosis::Misspelled { code, strange: Some(strange) } => meant(
            code,
            // It may well look the same.
            Some(format!(
                "`{shown}` holds the character U+{:04X}; it is written `{code}`",
                u32::from(strange)
            )),
        ),
        Diagnosis::Misspelled { code, strange: None } => {
            meant(code, Some(format!("`{shown}` is written `{code}`")))
        }
        // The tables of the other families have codes that `APIG` lacks.
        Diagnosis::NotDocumented { code, .. } if documented(code).is_some() => {
            meant(code, Some(format!("`{shown}` is written `{code}`")))
        }
        Diagnosis::NotDocumented { code, near } => Err(not_documented(code, near, status)),
        Diagnosis::Foreign { .. } => Err(Unknown {
            problem: format!("`{shown}` is another service's code; the tables hold the gateway's"),
            help: vec!["see that service's own list of error codes".to_owned()],
            suggestions: Vec::new(),
        }),
        Diagnosis::Pattern | Diagnosis::Unrecognized => {
            let mut help =
                vec!["the form is `APIG.` and four digits, such as `APIG.0308`".to_owned()];
            if is_status {
                help.push(format!("for the HTTP status: `apig list --status {shown}`"));
            }
            Err(Unknown {
                problem: format!("`{shown}` is not a code of the gateway"),
                help,
                suggestions: Vec::new(),
            })
        }
    }
}

/// The codes with this number that have rows of their own.
fn of_all_families(number: Option<u16>) -> Vec<Code> {
    let code = |family: &Family| Code::new(*family, number?);
    Family::ALL.iter().filter_map(code).filter(|code| !code.rows().is_empty()).collect()
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
