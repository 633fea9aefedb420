//! `apig explain`.

use apig_errors::ROWS;
use serde_json::Value;

use crate::run::{assert_reads_well, exit, output, snapshot, stderr, stdout};

#[test]
fn a_code_is_explained_with_all_its_statuses() {
    snapshot("explain", &["explain", "APIG.0201"], "");
}

#[test]
fn a_status_picks_its_row() {
    snapshot("explain-status", &["explain", "APIG.0201", "--status", "502,413"], "");
}

#[test]
fn a_status_that_is_not_documented_has_a_verdict_all_the_same() {
    snapshot("explain-other-status", &["explain", "APIG.0308", "-s", "503", "-s", "429"], "");
}

#[test]
fn a_sibling_is_explained_through_the_row_with_its_number() {
    snapshot("explain-sibling", &["explain", "APIGW.0308", "APIC.0103", "--status", "429"], "");
}

#[test]
fn wrong_codes_get_suggestions() {
    let wrong = [
        "apig.308",
        "АPIG.0308",
        "APIG.0380",
        "APIG.0316",
        "APIG.9999",
        "DNS.0014",
        "502",
        "x\u{1b}",
    ];
    let arguments: Vec<&str> = ["explain"].into_iter().chain(wrong).collect();
    snapshot("explain-wrong", &arguments, "");
}

#[test]
fn one_wrong_code_does_not_hide_the_others() {
    let output = output(&["explain", "APIG.0380", "APIG.0308"], b"");
    assert_eq!(exit(&output), 1);
    assert!(stdout(&output).starts_with("APIG.0308 HTTP 429: "), "{}", stdout(&output));
    assert!(stderr(&output).contains("did you mean `APIG.0308`"), "{}", stderr(&output));
}

#[test]
fn suggestions_prefer_the_status_that_was_given() {
    let output = output(&["explain", "APIG.0380", "--status", "403"], b"");
    assert!(stderr(&output).contains("did you mean `APIG.0310`"), "{}", stderr(&output));
}

#[test]
fn json_has_stable_names() {
    let arguments = ["explain", "APIG.0613", "APIGW.0613", "APIG.0380", "--format", "json"];
    snapshot("explain-json", &arguments, "");
}

#[test]
fn json_of_a_pair_that_is_not_documented_has_the_same_names() {
    let names = |arguments: &[&str]| {
        let output = output(arguments, b"");
        let json: Value = serde_json::from_str(stdout(&output)).expect("JSON");
        let response = json[0]["responses"][0].as_object().expect("a response").clone();
        response.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    let documented = names(&["explain", "APIG.0308", "-f", "json"]);
    assert_eq!(names(&["explain", "APIG.0308", "-s", "503", "-f", "json"]), documented);
}

#[test]
fn every_documented_code_is_explained_in_full_and_in_100_columns() {
    let mut codes: Vec<String> = ROWS.iter().map(|row| row.code.to_string()).collect();
    codes.dedup();
    let arguments: Vec<&str> = ["explain"].into_iter().chain(codes.iter().map(|c| &**c)).collect();
    let output = output(&arguments, b"");
    assert_eq!((exit(&output), stderr(&output)), (0, ""));
    let text = stdout(&output);
    assert_reads_well(text);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = words(text);
    for row in ROWS {
        let head = format!("{} HTTP {}: {}", row.code, row.status, words(row.message));
        for text in [&*head, row.cause, row.solution, row.reason] {
            assert!(said.contains(&words(text)), "{}: {text}", row.code);
        }
    }
}
