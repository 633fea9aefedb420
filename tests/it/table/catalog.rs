//! The catalog against the published pages: that of `APIG` read from a copy of its text, the others from what
//! was noted of them.

use std::collections::BTreeSet;

use apig_errors::{Code, Family, ParseCodeError, ROWS, Row, TABLE_DATE, TABLES};

use super::PAGE;
use crate::support::files::assert_file;

/// The cells of one row of the page, in its own order: code, message, status, description, solution.
fn published() -> Vec<[String; 5]> {
    let (_, table) = PAGE.split_once("\n\nSolution\n\n").expect("the page has a header");
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for cell in table.split("\n\n").map(str::trim) {
        let is_code = cell.len() == 9 && cell.starts_with("APIG.");
        if is_code {
            rows.push(Vec::new());
        }
        rows.last_mut().expect("the table begins with a code").push(cell);
    }
    rows.into_iter()
        .map(|cells| match cells.as_slice() {
            [code, message, status, description @ .., solution] => {
                // A description of two paragraphs is joined with a space.
                let description = description.join(" ");
                [*code, *message, *status, &description, *solution].map(str::to_owned)
            }
            other => panic!("not a row: {other:?}"),
        })
        .collect()
}

#[test]
fn every_row_stands_in_the_pages_order_with_its_texts_as_published() {
    let published = published();
    assert_eq!(ROWS.len(), published.len());
    for (row, cells) in ROWS.iter().zip(&published) {
        let ours =
            [&row.code.to_string(), row.message, &row.status.to_string(), row.cause, row.solution];
        assert_eq!(ours, cells.each_ref().map(String::as_str));
    }
}

/// Snapshots for anyone who reviews a change of a table.
#[test]
fn the_verdicts_are_those_of_the_snapshots() {
    assert_file("data/verdicts.csv", &snapshot(ROWS));
    assert_file("data/verdicts-apigw.csv", &snapshot(Family::Apigw.table().rows));
    assert_file("data/verdicts-apic.csv", &snapshot(Family::Apic.table().rows));
}

fn snapshot(rows: &[Row]) -> String {
    let mut snapshot = String::from("code,status,message,retry,delivery,actor,reason\n");
    for row in rows {
        let Row { code, status, message, actor, reason, .. } = row;
        let (retry, delivery) = (row.verdict.retry, row.verdict.delivery);
        let line = [
            &code.to_string(),
            &status.to_string(),
            *message,
            retry.as_str(),
            delivery.as_str(),
            actor.as_str(),
            *reason,
        ];
        let cells = line.map(|cell| {
            let needs_quotes = cell.contains([',', '"', '\n']);
            if needs_quotes {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.to_owned()
            }
        });
        snapshot += &cells.join(",");
        snapshot.push('\n');
    }
    snapshot
}

#[test]
fn the_table_of_apig_has_the_pages_date() {
    assert!(PAGE.starts_with(&format!("Updated on {TABLE_DATE} ")));
    assert!(std::ptr::eq(ROWS, Family::Apig.table().rows) && TABLE_DATE == TABLES[0].date);
}

#[test]
fn the_rows_of_a_code_are_together_in_the_table_of_its_family() {
    for table in TABLES {
        let codes: BTreeSet<Code> = table.rows.iter().map(|row| row.code).collect();
        assert_eq!(codes.len(), table.codes().count(), "a code's rows are apart");
        assert!(codes.iter().all(|code| code.family() == table.family));
    }
}

/// What the documentation of the tables says of their texts.
#[test]
fn cause_and_solution_are_those_of_the_apig_row_of_the_number_and_status() {
    let mut without = Vec::new();
    for row in TABLES[1..].iter().flat_map(|table| table.rows) {
        let number = row.code.number();
        let like: Vec<_> = ROWS
            .iter()
            .filter(|other| (other.code.number(), other.status) == (number, row.status))
            .filter(|other| (other.cause, other.solution) == (row.cause, row.solution))
            .collect();
        match like[..] {
            [] => without.push(row.code.to_string()),
            [like] => {
                assert_eq!((row.verdict, row.actor), (like.verdict, like.actor), "{}", row.code);
                assert_eq!(row.reason, like.reason, "{}", row.code);
            }
            _ => panic!("{} is like several rows", row.code),
        }
        assert!(!row.cause.is_empty() && !row.solution.is_empty(), "{}", row.code);
    }
    assert_eq!(without, ["APIGW.0103", "APIGW.0104", "APIGW.0105", "APIGW.0801"]);
}

#[test]
fn the_index_finds_every_row_and_nothing_else() {
    for table in TABLES {
        for number in 0..=9999 {
            let text = format!("{}.{number:04}", table.family);
            let code = Code::parse(&text).expect("well formed");
            let rows: Vec<&Row> = table.rows.iter().filter(|row| row.code == code).collect();
            assert_eq!(code.rows().iter().collect::<Vec<_>>(), rows, "{text}");
            for status in 0..=1000 {
                let first = rows.iter().find(|row| row.status == status).copied();
                assert_eq!(code.row(status), first, "{text} {status}");
            }
        }
    }
}

#[test]
fn every_code_is_read_as_it_is_written() {
    for family in ["APIG", "APIGW", "APIC"] {
        for number in 0..=9999_u16 {
            let text = format!("{family}.{number:04}");
            let code: Code = text.parse().expect("well formed");
            assert_eq!((code.to_string(), code.number()), (text, number));
            assert_eq!(code.family().to_string(), family);
        }
    }
    assert!(Code::APIG_0101 < Code::APIG_0103 && Family::Apig < Family::Apigw);
    assert_eq!(
        format!("{:>10}|{:?}", Code::APIG_0308, Code::APIG_0308),
        " APIG.0308|Code(APIG.0308)"
    );
}

#[test]
fn what_is_no_code_is_told_apart_from_another_services_code() {
    let malformed = [
        "",
        " ",
        ".",
        "APIG",
        "APIG.",
        "APIG.308",
        "APIG.03080",
        "APIG.03O8",
        "APIG.+308",
        "apig.0308",
        "Apig.0308",
        "APIG.0308 ",
        " APIG.0308",
        "APIG-0308",
        "APIGX",
        "0308",
        "00000010",
        "429",
        "insufficient_quota",
        "APIG.QUOTA_EXCEEDED",
        "apigw.x",
        "APIC.",
        "apic.9206",
        "DNS.",
        "DNS.0000",
        "DNS 0014.1",
        "DNS.00\u{661}4",
        "APIG.０３０８",
        "$context.error.code",
    ];
    for text in malformed {
        assert_eq!(Code::parse(text), Err(ParseCodeError::Malformed), "{text:?}");
    }
    let foreign =
        ["DNS.0014", "ModelArts.81101", "InferHub.001001005.400", "XXX.0001", ".x", "APIGX.0308"];
    for text in foreign {
        assert_eq!(Code::parse(text), Err(ParseCodeError::Foreign), "{text:?}");
    }
    let long = format!("A.{}", "1".repeat(62));
    assert_eq!(Code::parse(&long), Err(ParseCodeError::Foreign));
    assert_eq!(Code::parse(&(long + "1")), Err(ParseCodeError::Malformed));
}
