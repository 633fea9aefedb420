//! `apig list`: the published tables, all of them or what matches.

use std::fmt::Write;

use apig_errors::{Actor, Delivery, Family, Retry, Row, TABLES};
use clap::ArgMatches;

use crate::{
    json::Json,
    layout::{self, Styled},
    outcome::{NO, Outcome, YES},
    words,
};

pub(crate) fn run(matches: &ArgMatches) -> Outcome {
    let mut rows: Vec<&Row> = TABLES
        .iter()
        .filter(|table| matches_any::<Family>(matches, "table", &table.family))
        .flat_map(|table| table.rows)
        .filter(|row| {
            matches_any::<Retry>(matches, "retry", &row.verdict.retry)
                && matches_any::<Delivery>(matches, "delivery", &row.verdict.delivery)
                && matches_any::<Actor>(matches, "actor", &row.actor)
                && matches_any::<u16>(matches, "status", &row.status)
        })
        .collect();
    // The pages have an order of their own; here one looks for a code.
    rows.sort_by_key(|row| (row.code, row.status));
    let mut outcome =
        Outcome { exit: if rows.is_empty() { NO } else { YES }, ..Outcome::default() };
    if rows.is_empty() {
        outcome.complain("no documented response matches");
    }
    outcome.text = match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => {
            format!(
                "{}\n",
                Json::List(rows.iter().map(|row| Json::row(row, row.verdict)).collect())
            )
        }
        Some("csv") => csv(&rows),
        Some("markdown") => markdown(&rows),
        _ if rows.is_empty() => String::new(),
        _ => table(&rows),
    };
    outcome
}

/// Whether one of the option's values is this one; without a value everything matches.
fn matches_any<T: Clone + PartialEq + Send + Sync + 'static>(
    matches: &ArgMatches,
    option: &str,
    value: &T,
) -> bool {
    matches.get_many::<T>(option).is_none_or(|mut given| given.any(|given| given == value))
}

fn table(rows: &[&Row]) -> String {
    let cells: Vec<[Styled; 6]> = rows
        .iter()
        .map(|row| {
            let retry = row.verdict.retry;
            [
                Styled::plain(row.code.to_string()),
                Styled::plain(row.status.to_string()),
                Styled::word(words::retry_style(retry), retry.as_str(), ""),
                Styled::plain(row.verdict.delivery.as_str()),
                Styled::plain(row.actor.as_str()),
                Styled::plain(row.message),
            ]
        })
        .collect();
    let mut out = String::new();
    layout::table(&mut out, ["code", "status", "retry", "delivery", "who acts", "message"], &cells);
    out
}

/// The columns of CSV and Markdown, and what is in them.
const COLUMNS: [&str; 9] =
    ["code", "status", "message", "cause", "solution", "retry", "delivery", "actor", "reason"];

fn cells(row: &Row) -> [String; 9] {
    [
        row.code.to_string(),
        row.status.to_string(),
        row.message.to_owned(),
        row.cause.to_owned(),
        row.solution.to_owned(),
        row.verdict.retry.to_string(),
        row.verdict.delivery.to_string(),
        row.actor.to_string(),
        row.reason.to_owned(),
    ]
}

/// RFC 4180, but for the ends of lines, which are those of the system's other tools.
fn csv(rows: &[&Row]) -> String {
    let quoted = |cell: String| {
        if cell.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    };
    let mut out = format!("{}\n", COLUMNS.join(","));
    for row in rows {
        out.push_str(&cells(row).map(quoted).join(","));
        out.push('\n');
    }
    out
}

fn markdown(rows: &[&Row]) -> String {
    let mut out =
        format!("| {} |\n| {} |\n", COLUMNS.join(" | "), ["---"; COLUMNS.len()].join(" | "));
    for row in rows {
        let cells = cells(row).map(|cell| cell.replace('|', "\\|"));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out
}
