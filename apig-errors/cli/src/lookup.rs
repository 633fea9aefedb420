//! From a code to the rows that speak for it, and from a wrong code to what may have been meant.

use std::iter;

use apig_errors::{Code, Row, TABLE_DATE};
use apig_errors_catalog::__private::suggest::{self, Diagnosis};

/// The row that speaks for a response: of its own pair, or, for a sibling, of the pair with its
/// number.
pub(crate) fn row(code: Code, status: u16) -> Option<&'static Row> {
    suggest::documented_as(code)?.row(status)
}

/// A code that cannot be explained: what is wrong with it, and what may have been meant.
pub(crate) struct Unknown {
    pub(crate) problem: String,
    pub(crate) help: Vec<String>,
    pub(crate) suggestions: Vec<Code>,
}

/// Reads a code as it was typed: one that the table can explain, or what is wrong with it.
pub(crate) fn read(typed: &str, status: Option<u16>) -> Result<Code, Unknown> {
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
        Diagnosis::NotDocumented { code, near } => not_documented(code, near),
        Diagnosis::Foreign { .. } => Unknown {
            problem: format!("`{shown}` is another service's code; the table holds the gateway's"),
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
fn not_documented(code: Code, near: [Option<Code>; 3]) -> Unknown {
    let suggestions: Vec<Code> = near.into_iter().flatten().collect();
    let help = match &suggestions[..] {
        [] => {
            vec!["no documented code is near it; its verdict rests on the HTTP status".to_owned()]
        }
        [one] => vec![format!("did you mean {}?", gloss(*one))],
        several => {
            let glosses = several.iter().map(|&near| format!("- {}", gloss(near)));
            iter::once("did you mean one of these?".to_owned()).chain(glosses).collect()
        }
    };
    Unknown {
        problem: format!(
            "`{code}` is not among the {} documented codes (table of {TABLE_DATE})",
            suggest::documented().count()
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
