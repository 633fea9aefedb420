//! Reading a page, and holding it against a table.

use std::fmt::Write as _;

use super::catalog::{Code, Family, Row, Table};

/// The rows of a page, as it has them.
pub(crate) struct Page {
    /// `Updated on …`, where the page says it.
    pub(crate) date: Option<String>,
    pub(crate) rows: Vec<Published>,
}

/// A row of a page.
#[derive(Debug)]
pub(crate) struct Published {
    pub(crate) code: Code,
    pub(crate) status: u16,
    pub(crate) message: String,
    /// Cause and solution. A cell may be of several paragraphs, so nothing tells where one ends.
    pub(crate) texts: Vec<String>,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Code,
    Status,
    Message,
    Text,
}

impl Page {
    /// Reads a page that was saved as Markdown or as text.
    pub(crate) fn read(family: Family, page: &str) -> Result<Self, String> {
        let cells = cells(page);
        let (columns, after) = columns(&cells)?;
        let place = |wanted| columns.iter().position(|column| *column == wanted);
        let (Some(code), Some(status), Some(message)) =
            (place(Column::Code), place(Column::Status), place(Column::Message))
        else {
            return Err("the table has no columns for code, status and message".to_owned());
        };
        let cells = &cells[after..];
        let is_code = |cell: &String| Code::parse(cell).is_ok_and(|code| code.family() == family);
        // A row begins as many cells before its code as the head says.
        let starts: Vec<usize> = (0..cells.len())
            .filter(|&at| is_code(&cells[at]))
            .map(|at| at.checked_sub(code).ok_or("the first row begins before the table"))
            .collect::<Result<_, _>>()?;
        let mut rows = Vec::new();
        for (nth, &start) in starts.iter().enumerate() {
            let end = starts.get(nth + 1).copied().unwrap_or(cells.len());
            let row = &cells[start..end];
            let cell = |at: usize| {
                row.get(at).cloned().ok_or_else(|| format!("a row ends early: {row:?}"))
            };
            let code = cell(code)?;
            let status = cell(status)?;
            let known = code.parse().map_err(|error| format!("{code}: {error}"))?;
            rows.push(Published {
                code: known,
                status: status.parse().map_err(|_| format!("{code}: no status: {status:?}"))?,
                message: cell(message)?,
                texts: row.iter().skip(columns_before_texts(&columns)).cloned().collect(),
            });
        }
        if rows.is_empty() {
            return Err(format!("no code of {family} is in the table"));
        }
        let date = page.split_once("Updated on ").and_then(|(_, rest)| rest.get(..10));
        Ok(Self { date: date.map(str::to_owned), rows })
    }
}

/// The cells of the page: between bars where it has a table in Markdown, else its paragraphs.
fn cells(page: &str) -> Vec<String> {
    let is_rule = |line: &str| line.contains("---") && line.chars().all(|c| "|-: ".contains(c));
    let cells: Vec<String> = if page.lines().any(|line| line.contains('|') && is_rule(line)) {
        let lines: Vec<&str> = page.lines().filter(|line| !is_rule(line)).collect();
        lines.join("\n").replace("\\|", "\u{0}").split('|').map(plain).collect()
    } else {
        page.split("\n\n").map(plain).collect()
    };
    cells.into_iter().filter(|cell| !cell.is_empty()).collect()
}

/// A cell without the signs of Markdown, its whitespace as single whitespace.
fn plain(cell: &str) -> String {
    let cell =
        cell.replace("<br>", " ").replace("<br/>", " ").replace("**", "").replace('\u{0}', "|");
    let mut text = String::new();
    let mut rest = cell.as_str();
    // `[text](address)` is its text.
    while let Some((before, link)) = rest.split_once('[') {
        text += before;
        match link.split_once("](").and_then(|(shown, more)| Some((shown, more.split_once(')')?))) {
            Some((shown, (_, after))) if !shown.contains('[') => {
                text += shown;
                rest = after;
            }
            _ => {
                text.push('[');
                rest = link;
            }
        }
    }
    text += rest;
    for sign in ["_", "*", "<", ">", "[", "]", "`", "{", "}"] {
        text = text.replace(&format!("\\{sign}"), sign);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The columns by their heads, and where the cells after them begin.
fn columns(cells: &[String]) -> Result<(Vec<Column>, usize), String> {
    let of = |cell: &String| match cell.to_ascii_lowercase().as_str() {
        "error code" => Some(Column::Code),
        "http status code" | "status code" => Some(Column::Status),
        "error message" => Some(Column::Message),
        "description" | "solution" | "corrective action" | "measure" | "handling measure" => {
            Some(Column::Text)
        }
        _ => None,
    };
    // A head names several columns in a row; what prose says of an error code does not.
    let start = (0..cells.len())
        .find(|&at| cells[at..].iter().take(3).filter(|cell| of(cell).is_some()).count() == 3)
        .ok_or("no head with `Error Code` and `HTTP Status Code` is on the page")?;
    let mut columns: Vec<Column> = cells[start..].iter().map_while(of).collect();
    let after = start + columns.len();
    // Where no column is for the message, the description is it.
    if !columns.contains(&Column::Message) {
        if let Some(first) = columns.iter_mut().find(|column| **column == Column::Text) {
            *first = Column::Message;
        }
    }
    Ok((columns, after))
}

/// How many cells of a row come before its texts.
fn columns_before_texts(columns: &[Column]) -> usize {
    columns.iter().position(|column| *column == Column::Text).unwrap_or(columns.len())
}

/// What the page adds to the table, changes of it and lacks; nothing where it says the same.
pub(crate) fn report(table: &Table, page: &Page) -> String {
    let mut ours: Vec<Option<&Row>> = table.rows.iter().map(Some).collect();
    let mut pairs: Vec<(&Published, Option<&Row>)> = Vec::new();
    // The surest matches first: a code may have several rows with one status.
    let alike: [fn(&Row, &Published) -> bool; 3] = [
        |row, new| row.status == new.status && row.message == new.message,
        |row, new| row.status == new.status,
        |row, new| row.message == new.message,
    ];
    let mut theirs: Vec<Option<&Published>> = page.rows.iter().map(Some).collect();
    for alike in alike {
        for new in &mut theirs {
            let Some(row) = *new else { continue };
            let found = ours
                .iter_mut()
                .find(|our| our.is_some_and(|our| our.code == row.code && alike(our, row)));
            if let Some(found) = found {
                pairs.push((row, found.take()));
                *new = None;
            }
        }
    }
    pairs.extend(theirs.into_iter().flatten().map(|new| (new, None)));

    let mut report = String::new();
    for (new, row) in &pairs {
        match row {
            Some(row) => write_changes(&mut report, table, row, new),
            None => write_addition(&mut report, table, new),
        }
    }
    for row in ours.into_iter().flatten() {
        let last = !page.rows.iter().any(|new| new.code == row.code);
        let what = if last { "the code is not on the page" } else { "the code has other rows" };
        let _ = writeln!(report, "retired  {} {}: {} ({what})", row.code, row.status, row.message);
    }
    if !report.is_empty() {
        let date = page.date.as_deref().unwrap_or("without a date");
        let incomplete = if table.complete { "" } else { ", which is known to be incomplete" };
        let from = format!(
            "the page ({date}) against the table of {} ({}){incomplete}:\n",
            table.family, table.date
        );
        report.insert_str(0, &from);
    }
    report
}

fn write_changes(report: &mut String, table: &Table, row: &Row, new: &Published) {
    let mut change = |what: &str, old: &str, new: &str| {
        if old != new {
            let _ = writeln!(
                report,
                "changed  {} {}: {what}\n           was {old:?}\n           is  {new:?}",
                row.code, row.status
            );
        }
    };
    change("status", &row.status.to_string(), &new.status.to_string());
    change("message", row.message, &new.message);
    // The texts of the other families are not their pages'.
    if table.family == Family::Apig {
        change(
            "cause and solution",
            &format!("{} {}", row.cause, row.solution),
            &new.texts.join(" "),
        );
    }
}

/// A row that the table lacks, as the entry to be judged: it does not compile until it is.
fn write_addition(report: &mut String, table: &Table, new: &Published) {
    let known = table.codes().any(|code| code == new.code);
    let what = if known { "the code is known, with other rows" } else { "the code is new" };
    let (cause, solution) = match new.texts.split_last() {
        Some((solution, cause)) => (cause.join(" "), solution.clone()),
        None => (String::new(), String::new()),
    };
    let _ = writeln!(
        report,
        "added    {code} {status}: {message} ({what})\n    \
         {family}_{number:04} \"{code}\" {{\n        \
         {status} {message:?} {{\n            \
         cause: {cause:?},\n            \
         solution: {solution:?},\n            \
         verdict: RETRY DELIVERY,\n            \
         actor: ACTOR,\n            \
         reason: \"\",\n        }}\n    }}",
        code = new.code,
        status = new.status,
        message = new.message,
        family = table.family,
        number = new.code.number(),
    );
}
