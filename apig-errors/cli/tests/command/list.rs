//! `apig list`.

use apig_errors::{ROWS, Retry, Row};
use serde_json::Value;

use crate::run::{assert_reads_well, exit, output, snapshot, stderr, stdout};

const FILTER: [&str; 7] =
    ["list", "--retry", "Backoff", "--actor", "BackendOperator", "--status", "500,502,504"];

fn filtered(format: &'static str) -> Vec<&'static str> {
    FILTER.into_iter().chain(["--format", format]).collect()
}

#[test]
fn the_default_is_a_table() {
    snapshot("list", &["list"], "");
    assert_reads_well(stdout(&output(&["list"], b"")));
    assert_eq!(output(&["list"], b"").stdout, output(&["list", "-f", "table"], b"").stdout);
}

/// Without the option as before there were several.
#[test]
fn the_table_of_a_family_is_listed_instead_of_that_of_apig() {
    snapshot("list-family", &["list", "--table", "apigw", "--status", "400,404,429"], "");
    for table in apig_errors::TABLES {
        let family = table.family.as_str();
        let output = output(&["list", "--table", family, "-f", "csv"], b"");
        let codes: Vec<String> = records(stdout(&output))
            .into_iter()
            .skip(1)
            .map(|mut record| record.remove(0))
            .collect();
        let mut expected: Vec<String> = table.rows.iter().map(|row| row.code.to_string()).collect();
        expected.sort();
        assert_eq!(codes, expected);
    }
    let all = output(&["list", "--table", "APIC,APIG,APIGW", "-f", "csv"], b"");
    let rows: usize = apig_errors::TABLES.iter().map(|table| table.rows.len()).sum();
    assert_eq!(records(stdout(&all)).len(), 1 + rows);
}

#[test]
fn filters_combine_in_every_format() {
    for format in ["table", "json", "csv", "markdown"] {
        snapshot(&format!("list-{format}"), &filtered(format), "");
    }
}

/// Values of one option widen, different options narrow.
#[test]
fn filters_are_repeatable_and_know_no_case() {
    let lines = |arguments: &[&str]| {
        let output = output(arguments, b"");
        assert_eq!((exit(&output), stderr(&output)), (0, ""));
        stdout(&output).lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let of = |wanted: &dyn Fn(&Row) -> bool| ROWS.iter().filter(|row| wanted(row)).count();
    let csv = ["-f", "csv"];
    let with = |arguments: &[&'static str]| {
        lines(&["list"].iter().chain(arguments).chain(&csv).copied().collect::<Vec<_>>()).len()
    };
    assert_eq!(with(&[]), ROWS.len());
    let retried = of(&|row| matches!(row.verdict.retry, Retry::Backoff | Retry::Throttled));
    assert_eq!(with(&["--retry", "backoff", "--retry", "THROTTLED"]), retried);
    assert_eq!(with(&["--retry", "Backoff,Throttled"]), retried);
    let server_errors = of(&|row| row.status == 500 && row.verdict.retry == Retry::Never);
    assert_eq!(with(&["--status", "500", "--retry", "Never"]), server_errors);
    assert_ne!(server_errors, 0);
    let delivered = of(&|row| row.verdict.delivery.as_str() == "MaybeDelivered");
    assert_eq!(with(&["--delivery", "MaybeDelivered"]), delivered);
}

#[test]
fn nothing_that_matches_is_an_exit_code_of_its_own() {
    snapshot("list-nothing", &["list", "--status", "418"], "");
    let output = output(&["list", "--status", "418", "--format", "json"], b"");
    assert_eq!((exit(&output), stdout(&output)), (1, "[]\n"));
}

#[test]
fn an_unknown_word_is_a_usage_error_that_names_the_known_ones() {
    snapshot("list-usage", &["list", "--retry", "Bakoff"], "");
}

/// The rows as they are listed.
fn sorted() -> Vec<&'static Row> {
    let mut rows: Vec<&Row> = ROWS.iter().collect();
    rows.sort_by_key(|row| (row.code, row.status));
    rows
}

#[test]
fn json_holds_the_whole_table() {
    let output = output(&["list", "--format", "json"], b"");
    let rows: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    let rows = rows.as_array().expect("an array");
    assert_eq!(rows.len(), ROWS.len());
    for (json, row) in rows.iter().zip(sorted()) {
        assert_eq!(json["code"], row.code.to_string());
        assert_eq!(json["status"], row.status);
        assert_eq!(json["message"], row.message);
        assert_eq!(json["cause"], row.cause);
        assert_eq!(json["solution"], row.solution);
        assert_eq!(json["verdict"]["retry"], row.verdict.retry.as_str());
        assert_eq!(json["verdict"]["delivery"], row.verdict.delivery.as_str());
        assert_eq!(json["verdict"]["basis"], "Row");
        assert_eq!(json["actor"], row.actor.as_str());
        assert_eq!(json["reason"], row.reason);
    }
}

/// Reads what RFC 4180 allows.
fn records(csv: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut characters) = (false, csv.chars().peekable());
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            other => field.push(other),
        }
    }
    assert!(!quoted && record.is_empty() && field.is_empty(), "the last line ends");
    records
}

#[test]
fn csv_holds_the_whole_table() {
    let output = output(&["list", "--format", "csv"], b"");
    let records = records(stdout(&output));
    let head =
        ["code", "status", "message", "cause", "solution", "retry", "delivery", "actor", "reason"];
    assert_eq!(records[0], head);
    assert_eq!(records.len(), 1 + ROWS.len());
    for (record, row) in records[1..].iter().zip(sorted()) {
        let (code, status) = (row.code.to_string(), row.status.to_string());
        let expected = [
            &*code,
            &*status,
            row.message,
            row.cause,
            row.solution,
            row.verdict.retry.as_str(),
            row.verdict.delivery.as_str(),
            row.actor.as_str(),
            row.reason,
        ];
        assert_eq!(record[..], expected);
    }
}

#[test]
fn markdown_has_a_line_a_row() {
    let output = output(&["list", "--format", "markdown"], b"");
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert_eq!(lines.len(), 2 + ROWS.len());
    for line in lines {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 10, "{line}");
    }
}
