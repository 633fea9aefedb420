//! The example that compares a page with a table, on the page in `data` and on editions of it that were
//! changed by hand.

use std::fmt::Write as _;

use apig_errors as catalog;
use apig_errors::{Family, Row, TABLE_DATE};

use super::PAGE;

#[path = "../../../apig-errors/catalog/examples/compare_page/compare.rs"]
mod compare;

fn report(family: Family, page: &str) -> String {
    let page = compare::Page::read(family, page).expect("a page");
    compare::report(family.table(), &page)
}

/// A page as a table in Markdown, made of rows.
fn markdown(
    head: &str,
    rows: impl Iterator<Item = &'static Row>,
    line: fn(&Row) -> String,
) -> String {
    let rule = "|---".repeat(head.matches('|').count() - 1);
    let mut page =
        format!("# Error Codes\n\nAn error code is explained below.\n\n{head}\n{rule}|\n");
    for row in rows {
        let _ = writeln!(page, "{}", line(row));
    }
    page
}

const HEAD: &str = "| Error Code | Error Message | HTTP Status Code | Description | Solution |";

fn line(row: &Row) -> String {
    let escaped = |text: &str| text.replace('|', "\\|").replace('_', "\\_");
    let [message, cause, solution] = [row.message, row.cause, row.solution].map(escaped);
    format!(
        "| {} | {message} | {} | {cause} | [{solution}](https://example.com/a_b) |",
        row.code, row.status
    )
}

#[test]
fn the_page_that_a_table_is_from_changes_nothing() {
    assert_eq!(report(Family::Apig, PAGE), "");
    for family in Family::ALL {
        let page = markdown(HEAD, family.table().rows.iter(), line);
        assert_eq!(report(*family, &page), "");
    }
}

/// Pages exist with a cell a line, and with the message under another head and the code in the second place.
#[test]
fn a_table_is_read_by_its_head_however_its_cells_are_broken() {
    let head = "| HTTP Status Code | Error Code | Description | Solution |";
    let page = markdown(head, Family::Apic.table().rows.iter(), |row| {
        format!("| {} | {} | {} | - Do this.<br>- Do that. |", row.status, row.code, row.message)
    });
    assert_eq!(report(Family::Apic, &page), "");
    let broken = page.replace("| ", "|\n ").replace(" |", "\n |");
    assert_eq!(report(Family::Apic, &broken), "");
    let as_text = page
        .lines()
        .filter(|line| !line.starts_with("|---"))
        .map(|line| line.trim_matches('|').replace(" | ", "\n\n"))
        .collect::<Vec<_>>()
        .join("\n\n");
    assert_eq!(report(Family::Apic, &as_text), "");
}

/// The hand-made newer edition: a row is added, one changed and one retired.
#[test]
fn a_newer_edition_shows_what_is_to_be_judged() {
    let changed = PAGE
        .replace(&format!("Updated on {TABLE_DATE}"), "Updated on 2099-01-08")
        .replace("APIG.0203\n\nBackend timeout\n\n504", "APIG.0203\n\nThe backend timed out.\n\n504")
        .replace(
            "APIG.0401\n\n",
            "APIG.0316\n\nToo many tokens a minute\n\n429\n\nA threshold was reached.\n\nTry again later.\n\nAPIG.0401\n\n",
        );
    let (before, retired) = changed.split_once("APIG.2213\n\n").expect("a row");
    let (_, after) = retired.split_once("APIG.1001\n\n").expect("a row");
    let expected = r#"the page (2099-01-08) against the table of APIG (DATE):
changed  APIG.0203 504: message
           was "Backend timeout"
           is  "The backend timed out."
added    APIG.0316 429: Too many tokens a minute (the code is new)
    APIG_0316 "APIG.0316" {
        429 "Too many tokens a minute" {
            cause: "A threshold was reached.",
            solution: "Try again later.",
            verdict: RETRY DELIVERY,
            actor: ACTOR,
            reason: "",
        }
    }
retired  APIG.2213 400: Lack of refresh_token (the code is not on the page)
"#;
    let expected = expected.replace("DATE", TABLE_DATE);
    assert_eq!(report(Family::Apig, &format!("{before}APIG.1001\n\n{after}")), expected);
}

#[test]
fn what_happens_to_a_known_code_is_told_apart() {
    let rows = || Family::Apigw.table().rows.iter();
    let page = markdown(HEAD, rows(), line);
    // Another status is a change; a row more of a known code, or one less, is said to be that.
    let other = page.replace("| 429 |", "| 503 |");
    assert!(report(Family::Apigw, &other).contains("changed  APIGW.0308 429: status\n"));
    let more = page.clone() + "| APIGW.0308 | Slower. | 503 | Slower. | Wait. |\n";
    let said = report(Family::Apigw, &more);
    assert!(
        said.contains("added    APIGW.0308 503: Slower. (the code is known, with other rows)"),
        "{said}"
    );
    let less = markdown(HEAD, rows().filter(|row| row.status != 494), line);
    let said = report(Family::Apigw, &less);
    assert!(
        said.contains(
            "retired  APIGW.0201 494: Request headers too large. (the code has other rows)"
        ),
        "{said}"
    );
    // The words of cause and solution are not that page's.
    assert_eq!(report(Family::Apigw, &page.replace("Contact technical support.", "Call.")), "");
}

#[test]
fn a_page_that_is_none_is_refused() {
    let problem = |page: &str| compare::Page::read(Family::Apig, page).err().expect("no page");
    assert!(problem("").contains("no head"));
    assert!(problem(&PAGE.replace("APIG.", "APIX.")).contains("no code of APIG"));
    assert!(problem(&PAGE.replace("\n\n504\n\n", "\n\nfive\n\n")).contains("no status"));
    let early = "Error Code\n\nError Message\n\nHTTP Status Code\n\nAPIG.0308\n\nslow";
    assert!(problem(early).contains("ends early"));
}
