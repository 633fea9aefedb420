//! `apig explain`.

use apig_errors::{Family, TABLES};
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
fn a_code_is_explained_by_the_table_of_its_family() {
    snapshot("explain-family", &["explain", "APIGW.0103", "APIGW.0801"], "");
}

#[test]
fn a_sibling_is_explained_through_the_row_with_its_number() {
    snapshot("explain-sibling", &["explain", "APIGW.0203", "APIC.0103", "--status", "504"], "");
}

#[test]
fn what_an_incomplete_table_lacks_is_taken_from_that_of_apig() {
    let output = output(&["explain", "APIC.0201"], b"");
    let text = stdout(&output);
    assert!(text.contains("known to be incomplete"), "{text}");
    for (status, basis) in [(400, "Row"), (494, "Row"), (500, "Sibling"), (502, "Sibling")] {
        let (_, of_status) = text.split_once(&format!("APIC.0201 HTTP {status}: ")).expect("a row");
        let (_, rests_on) = of_status.split_once("rests on  ").expect("a basis");
        assert!(rests_on.starts_with(basis), "{status}: {rests_on}");
    }
}

/// A near miss of one family is not quietly another's code.
#[test]
fn a_code_of_another_family_is_said_to_be_one() {
    let output = output(&["explain", "APIG.0801", "APIGW.0380"], b"");
    assert_eq!(exit(&output), 1);
    let said = stderr(&output);
    assert!(said.contains("- `APIG.0802` (403: "), "{said}");
    assert!(said.contains("of another family: `APIGW.0801`"), "{said}");
    let (table, date) = (Family::Apigw.table(), Family::Apigw.table().date);
    let size = format!("{} documented codes of APIGW (table of {date})", table.codes().count());
    assert!(said.contains(&size), "{said}");
    assert!(said.contains("did you mean `APIGW.0308`"), "{said}");
}

#[test]
fn a_misspelled_code_is_explained_and_the_note_says_how_it_is_written() {
    snapshot("explain-misspelled", &["explain", "apigw.0301", "-s", "401"], "");
    for (typed, written) in [
        ("apigw.0301", "APIGW.0301"),
        ("  APIG.0308\n", "APIG.0308"),
        ("APIG-0308", "APIG.0308"),
        ("apig.308", "APIG.0308"),
        ("АPIG.0308", "APIG.0308"),
        ("APIG.O3O8", "APIG.0308"),
        ("apigw.0801", "APIGW.0801"),
        ("apic_0201", "APIC.0201"),
    ] {
        let misspelled = output(&["explain", typed], b"");
        assert_eq!(exit(&misspelled), 0, "{typed}");
        assert_eq!(misspelled.stdout, output(&["explain", written], b"").stdout, "{typed}");
        let note = stderr(&misspelled);
        assert!(note.starts_with("apig: `") && note.lines().count() == 1, "{note}");
        assert!(note.contains(&format!("is written `{written}`")), "{note}");
    }
}

#[test]
fn a_number_without_its_family_is_explained_by_every_table_that_has_it() {
    snapshot("explain-number", &["explain", " 0308"], "");
    let families = |typed: &str| {
        let output = output(&["explain", typed, "-f", "json"], b"");
        assert_eq!(exit(&output), 0, "{}", stderr(&output));
        let json: Value = serde_json::from_str(stdout(&output)).expect("JSON");
        let codes = json.as_array().expect("a list").clone();
        codes.iter().map(|code| code["code"].as_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(families("0801"), ["APIGW.0801"]);
    for table in TABLES {
        for code in table.codes() {
            let expected: Vec<String> = TABLES
                .iter()
                .flat_map(|table| table.codes())
                .filter(|other| other.number() == code.number())
                .map(|code| code.to_string())
                .collect();
            assert_eq!(families(&format!("{:04}", code.number())), expected);
        }
    }
    let unknown = output(&["explain", "9999"], b"");
    assert_eq!((exit(&unknown), stdout(&unknown)), (1, ""));
}

#[test]
fn wrong_codes_get_suggestions() {
    let wrong = ["APIG.0380", "APIG.0316", "APIG.9999", "DNS.0014", "502", "x\u{1b}"];
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
fn every_documented_code_is_explained_in_full_and_in_80_columns() {
    let codes: Vec<String> =
        TABLES.iter().flat_map(|table| table.codes()).map(|code| code.to_string()).collect();
    let arguments: Vec<&str> = ["explain"].into_iter().chain(codes.iter().map(|c| &**c)).collect();
    let output = output(&arguments, b"");
    assert_eq!((exit(&output), stderr(&output)), (0, ""));
    let text = stdout(&output);
    assert_reads_well(text);
    // The next step comes before what led to it.
    for code in text.split("\n\n").filter(|code| code.contains("\n  cause ")) {
        let (head, _) = code.split_once("\n  verdict ").expect("a verdict");
        assert!(!head.contains("\n  "), "{code}");
    }
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = words(text);
    for row in TABLES.iter().flat_map(|table| table.rows) {
        let head = format!("{} HTTP {}: {}", row.code, row.status, words(row.message));
        for text in [&*head, row.cause, row.solution, row.reason] {
            assert!(said.contains(&words(text)), "{}: {text}", row.code);
        }
    }
}
