//! What the derive asks of the published table.

use apig_errors_catalog::{Code, ROWS, Row};

use crate::derive::errors::joined;

/// `APIG_0308`: the name of the code's constant.
pub(crate) fn constant_name(code: Code) -> String {
    format!("{}_{:04}", code.family(), code.number())
}

/// Whether this is the name of a documented code's constant.
pub(crate) fn is_documented_name(name: &str) -> bool {
    let code = Code::parse(&name.replacen('_', ".", 1));
    code.is_ok_and(|code| !code.rows().is_empty())
}

/// Every documented code once, in the table's order.
pub(crate) fn documented() -> impl Iterator<Item = Code> {
    let mut last = None;
    ROWS.iter().map(|row| row.code).filter(move |code| last.replace(*code) != Some(*code))
}

/// The statuses that a code is documented with, ascending.
pub(crate) fn statuses(code: Code) -> Vec<u16> {
    statuses_where(code, |_| true)
}

/// Those of its rows of which this holds.
pub(crate) fn statuses_where(code: Code, holds: impl Fn(&Row) -> bool) -> Vec<u16> {
    let mut statuses = Vec::new();
    for row in code.rows().iter().filter(|row| holds(row)) {
        // They are few.
        let at = statuses.partition_point(|earlier| *earlier < row.status);
        if statuses.get(at) != Some(&row.status) {
            statuses.insert(at, row.status);
        }
    }
    statuses
}

/// `429: The throttling threshold has been reached`.
pub(crate) fn gloss(code: Code) -> String {
    let message = match code.rows() {
        [row] => row.message.trim_end_matches('.'),
        [first, ..] => first.message.trim_end_matches('.'),
        [] => "",
    };
    format!("{}: {message}", joined(statuses(code), "or"))
}

/// The code documented with this status, if there is exactly one.
pub(crate) fn only_code_with(status: u16) -> Option<Code> {
    let mut codes = documented().filter(|code| code.row(status).is_some());
    let only = codes.next();
    only.filter(|_| codes.next().is_none())
}
