//! `apig decide --summary`.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::run::{
    apig, assert_fits, assert_reads_well, exit, fed, output, snapshot, stderr, stdout,
};

const LOG: &str = r#"12:00:01 INFO order 7 stored
12:00:02 ERROR order 8: 429 {"error_msg":"over ratelimit,limit:5,time:1 minute","error_code":"APIG.0308"}
12:00:02 ERROR order 9: 429 {"error_msg":"over ratelimit,limit:5,time:1 minute","error_code":"APIG.0308"}
{"level":"error","msg":"order 10: {\"error_code\":\"APIG.0203\",\"error_msg\":\"Backend timeout\"}"}
12:00:03 ERROR order 11: APIG.0201 (502): Backend unavailable [request 914a39d6]
12:00:04 ERROR order 12: APIG.0201 (413): Request entity too large.
12:00:04 ERROR order 13: said APIG.0201
10.1.7.9 - - [27/Nov/2026:12:00:05 +0000] "POST /v1/orders HTTP/1.1" 503 0 "-" "curl/8.5.0"
10.1.7.9 - - [27/Nov/2026:12:00:05 +0000] "POST /v1/orders HTTP/1.1" 201 9 "-" "curl/8.5.0"
503 {"error_code":"DNS.0014","error_msg":"busy"}
"#;

#[test]
fn the_responses_of_a_log_are_counted() {
    snapshot("summary", &["decide", "--summary"], LOG);
    snapshot("summary-json", &["decide", "--summary", "--format", "json"], LOG);
    assert_reads_well(stdout(&output(&["decide", "--summary"], LOG.as_bytes())));
}

/// What programs call `code` in their own logs is not counted, beside responses or not.
#[test]
fn a_programs_own_codes_are_no_responses() {
    let own = r#"{"code":"DNS.0014"}
{"code":200}
{"code":"OK"}
{"level":"info","code":"E1001","msg":"served"}
"#;
    let summary = ["decide", "--summary", "-f", "json"];
    let nothing = output(&summary, own.as_bytes());
    assert_eq!((exit(&nothing), stdout(&nothing)), (1, "[]\n"));
    let log = format!("{own}said APIG.0201\n{own}{{\"error_code\":\"ORDER.0042\"}}\n{own}");
    let rows: Value =
        serde_json::from_str(stdout(&output(&summary, log.as_bytes()))).expect("JSON");
    let counted: Vec<_> = rows
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| (row["code"].as_str(), row["count"].as_u64(), row["retry"].as_str()))
        .collect();
    assert_eq!(
        counted,
        [(Some("APIG.0201"), Some(1), None), (Some("ORDER.0042"), Some(1), None)],
        "another service's has no verdict of the table"
    );
}

/// As PowerShell redirects it.
#[test]
fn a_log_in_utf_16_is_read_like_any_other() {
    let log = LOG.repeat(2000);
    let units = std::iter::once(0xfeff).chain(log.encode_utf16());
    let utf16: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let summary = ["decide", "--summary"];
    let read = output(&summary, &utf16);
    assert_eq!((exit(&read), stdout(&read)), (0, stdout(&output(&summary, log.as_bytes()))));
}

#[test]
fn a_log_without_a_response_has_an_exit_code_of_its_own() {
    for (format, said) in [("text", ""), ("json", "[]\n")] {
        let output = output(&["decide", "--summary", "-f", format], b"served\n");
        assert_eq!((exit(&output), stdout(&output)), (1, said));
        assert_eq!(stderr(&output), "apig: the log holds no response\n");
    }
}

/// More than is read at once, and more kinds than are told apart.
#[test]
fn memory_is_bounded_and_what_is_left_is_counted_together() {
    let mut log = String::new();
    for at in 0..6000 {
        for _ in 0..=usize::from(at < 10) {
            writeln!(log, "served {at}\n503 {{\"error_code\":\"SVC.{at:05}x\"}}")
                .expect("memory can be written");
        }
    }
    let output = output(&["decide", "--summary", "-f", "json"], log.as_bytes());
    let rows: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    let rows = rows.as_array().expect("a list");
    let count = |row: &Value| row["count"].as_u64().expect("a number");
    assert_eq!(rows.len(), 4097);
    assert_eq!(rows.iter().map(count).sum::<u64>(), 6010);
    assert!(rows[..10].iter().all(|row| count(row) == 2) && count(&rows[10]) == 1);
    let others = rows.last().expect("a row");
    assert_eq!((&others["others"], count(others)), (&json!(true), 6000 - 4096));
}

#[test]
fn it_takes_nothing_that_is_for_one_response() {
    for option in
        [&["--status", "429"][..], &["--method", "GET"], &["--idempotent"], &["-H", "a: b"]]
    {
        let arguments = [&["decide", "--summary"], option].concat();
        assert_eq!(exit(&output(&arguments, LOG.as_bytes())), 2, "{option:?}");
    }
}

/// A terminal alone is drawn on, and a narrow one is drawn on, too.
#[test]
fn nothing_is_drawn_where_no_terminal_is() {
    let mut command = apig(&["decide", "--summary"]);
    command.env("CLICOLOR_FORCE", "1").env("COLUMNS", "40");
    let drawn = fed(command, LOG.repeat(20_000).as_bytes());
    assert_eq!((exit(&drawn), stderr(&drawn)), (0, ""));
    let mut command = apig(&["decide", "--summary"]);
    command.env("COLUMNS", "40");
    assert_fits(stdout(&fed(command, LOG.as_bytes())), 40);
}
