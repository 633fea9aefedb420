//! `apig decide --summary`: how often each code appears in a log of any length.

mod log;
mod progress;
mod utf16;

use std::{cmp::Reverse, collections::BTreeMap, str::FromStr};

use apig_errors::{Actor, ApigError, Code, Found, Retry, Verdict};
use clap::ArgMatches;

use crate::{
    json::Json,
    layout::{self, Styled},
    outcome::{NO, Outcome, YES},
    words,
};

/// The most responses that are told apart, so that no log takes more memory.
const DISTINCT: usize = 4096;

pub(crate) fn run(matches: &ArgMatches) -> Outcome {
    let mut counts = Counts::default();
    if let Err(error) = log::read_stdin(&mut |found| counts.add(found)) {
        return Outcome::failed(format!("cannot read standard input: {error}"));
    }
    let rows = counts.rows();
    let mut outcome =
        Outcome { exit: if rows.is_empty() { NO } else { YES }, ..Outcome::default() };
    if rows.is_empty() {
        outcome.complain("the log holds no response");
    }
    let json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    if json {
        outcome.text = format!("{}\n", Json::List(rows.iter().map(Row::as_json).collect()));
    } else if !rows.is_empty() {
        outcome.text = text(&rows);
    }
    outcome
}

/// What is counted together. All else that is shown follows from it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    code: RawCode,
    /// Where the log gives it.
    status: Option<u16>,
    is_structured: bool,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum RawCode {
    Own(Code),
    Foreign(String),
    None,
}

/// How often each kind of response was found.
#[derive(Default)]
struct Counts {
    kinds: BTreeMap<Kind, (u64, Row)>,
    /// Those of the kinds that came after [`DISTINCT`] others.
    others: u64,
}

impl Counts {
    fn add(&mut self, found: &Found<'_>) {
        let code = match (found.code(), found.raw_code()) {
            (Some(code), _) => RawCode::Own(code),
            (None, Some(raw_code)) => RawCode::Foreign(raw_code.to_owned()),
            (None, None) => RawCode::None,
        };
        let is_structured = found.is_structured();
        let kind = Kind { code, status: found.status(), is_structured };
        if let Some((count, _)) = self.kinds.get_mut(&kind) {
            *count += 1;
        } else if self.kinds.len() < DISTINCT {
            self.kinds.insert(kind, (1, Row::of(found)));
        } else {
            self.others += 1;
        }
    }

    /// What is shown, the most frequent first.
    fn rows(self) -> Vec<Row> {
        // Kinds may differ in what is not shown.
        let mut rows: BTreeMap<Row, u64> = BTreeMap::new();
        for (count, row) in self.kinds.into_values() {
            *rows.entry(row).or_default() += count;
        }
        let mut rows: Vec<Row> =
            rows.into_iter().map(|(row, count)| Row { count, ..row }).collect();
        rows.sort_by_key(|row| Reverse(row.count));
        if self.others > 0 {
            rows.push(Row { count: self.others, is_others: true, ..Row::default() });
        }
        rows
    }
}

/// A line of what is shown.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    count: u64,
    is_others: bool,
    code: Option<String>,
    status: Option<u16>,
    /// Retry class and delivery, where a status is known.
    verdict: Option<(&'static str, &'static str)>,
    actor: Option<&'static str>,
}

impl Row {
    fn of(found: &Found<'_>) -> Self {
        let error = found.to_error(None);
        Self {
            count: 0,
            is_others: false,
            code: found.raw_code().map(str::to_owned),
            status: error.as_ref().map(ApigError::status),
            verdict: found
                .verdict(None)
                .map(|Verdict { retry, delivery, .. }| (retry.as_str(), delivery.as_str())),
            actor: error.and_then(|error| error.actor()).map(Actor::as_str),
        }
    }

    fn as_json(&self) -> Json {
        Json::Object(vec![
            ("count", self.count.into()),
            ("code", self.code.as_deref().into()),
            ("status", self.status.map(u64::from).into()),
            ("retry", self.verdict.map(|(retry, _)| retry).into()),
            ("delivery", self.verdict.map(|(_, delivery)| delivery).into()),
            ("actor", self.actor.into()),
            ("others", self.is_others.into()),
        ])
    }
}

fn text(rows: &[Row]) -> String {
    let widest = rows.iter().map(|row| row.count.to_string().len()).max().unwrap_or_default();
    let cells: Vec<[Styled; 6]> = rows
        .iter()
        .map(|row| {
            let retry = row.verdict.and_then(|(retry, _)| Retry::from_str(retry).ok());
            let none = if row.is_others { "(others)" } else { "(none)" };
            let code = row.code.as_deref().unwrap_or(none);
            [
                Styled::plain(format!("{:>widest$}", row.count)),
                Styled::plain(code),
                Styled::plain(row.status.map_or_else(String::new, |status| status.to_string())),
                retry.map_or_else(
                    || Styled::plain(""),
                    |retry| Styled::word(words::retry_style(retry), retry.as_str(), ""),
                ),
                Styled::plain(row.verdict.map_or("", |(_, delivery)| delivery)),
                Styled::plain(row.actor.unwrap_or_default()),
            ]
        })
        .collect();
    let mut out = String::new();
    layout::table(&mut out, ["count", "code", "status", "retry", "delivery", "who acts"], &cells);
    out
}
