//! The pages of the documentation that are made of something else: the catalog, of the tables; and
//! what the compiler says on the pages about the derive, of the files of `ui` and `ui-rustc`.
//!
//! `BLESS=1 cargo test -p apig-errors-tests --test pages` writes them.

use std::{fmt::Write as _, fs};

use apig_errors::{Code, Delivery, Family, Retry, Row, TABLES, Table};

use crate::support::files::assert_file;

const CATALOG: &str = "../apig-errors/docs/generated/catalog.md";

/// Pages where a comment such as `<!-- tests/ui/code/c5-unknown-code.rs -->` comes before the code
/// that is refused and before what the compiler says to it.
const QUOTING: [&str; 2] =
    ["../apig-errors-derive/src/reference.md", "../apig-errors/src/guide/troubleshooting.md"];

#[test]
fn the_catalog_is_up_to_date() {
    assert_file(CATALOG, &catalog());
}

fn catalog() -> String {
    let mut page = String::from(
        "The published tables, one line a response, with this project's verdicts.\n\n\
         A section a family, each in its page's own order. Cause, solution and the reason of each verdict are\n\
         at the constant that the code links to, and in [`TABLES`](crate::TABLES). What the words mean:\n\
         [`Retry`](crate::Retry), [`Delivery`](crate::Delivery), [`Actor`](crate::Actor). The verdicts are\n\
         this project's reading of those pages, not Huawei's. Which family a program meets is\n\
         said on the guide's page about siblings.\n\n\
         <!-- Made by `tests/it/repository/pages.rs`. -->\n\n\
         | family | who responds with it | page | updated on | rows | codes | pairs | complete |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for table in TABLES {
        let mut pairs: Vec<_> = table.rows.iter().map(|row| (row.code, row.status)).collect();
        pairs.dedup();
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} | {} | {} | {} |",
            table.family,
            table.name,
            table.source,
            table.date,
            table.rows.len(),
            table.codes().count(),
            pairs.len(),
            if table.complete { "yes" } else { "no" }
        );
    }
    for table in TABLES {
        let _ = write!(page, "\n# `{}`\n\n{}", table.family, rests_on(table.family));
        write_by_code(&mut page, table);
        write_by_status(&mut page, table);
    }
    page
}

/// What is known of a table, and what is not.
fn rests_on(family: Family) -> &'static str {
    match family {
        Family::Apig => {
            "All texts are as published. Not all responses have been provoked at a gateway. The management\n\
             API, which has a table of its own, gives the numbers 1001, 1002, 1003, 1009 and 2102 other\n\
             meanings; it is not part of this one.\n"
        }
        Family::Apigw => {
            "Codes, statuses and messages are as published; the last six rows, from 0611 on, are known from a copy\n\
             of the page only. Nobody has seen 0103, 0104 and 0105 on the wire: that they come with 404 and 400,\n\
             where `APIG` has 500, is the page's word alone. Cause and solution are those of the `APIG` row with\n\
             the same number and status; the four rows without one (0103, 0104, 0105, 0801) have this project's\n\
             words. Where the table lacks a code, what `APIG` says of its number and status holds, with the basis\n\
             `Sibling`.\n"
        }
        Family::Apic => {
            "Codes, statuses and messages are as published; the table is known to be incomplete. What it lacks is\n\
             taken from `APIG`, with the basis `Sibling`, for codes that it has too. Cause and solution are those\n\
             of the `APIG` row with the same number and status.\n"
        }
        other => panic!("nothing is said of {other}"),
    }
}

fn write_by_code(page: &mut String, table: &Table) {
    let _ = write!(
        page,
        "\n## {} by code\n\n\
         | code | status | message | retry class | delivery | who acts |\n\
         | --- | --- | --- | --- | --- | --- |\n",
        table.family
    );
    for row in table.rows {
        let Row { status, message, verdict, actor, .. } = row;
        let _ = writeln!(
            page,
            "| {} | {status} | {} | {} | {} | {actor} |",
            link(row.code),
            text(message),
            verdict.retry,
            verdict.delivery
        );
    }
}

fn write_by_status(page: &mut String, table: &Table) {
    let _ = write!(
        page,
        "\n## {} by status\n\n\
         The same rows, by what the caller sees first. Where a status has more than one line, it does not\n\
         decide alone.\n\n\
         | status | retry class | delivery | codes |\n\
         | --- | --- | --- | --- |\n",
        table.family
    );
    let mut statuses: Vec<u16> = table.rows.iter().map(|row| row.status).collect();
    statuses.sort_unstable();
    statuses.dedup();
    for status in statuses {
        for &retry in Retry::ALL {
            for &delivery in Delivery::ALL {
                let mut codes: Vec<Code> = table
                    .rows
                    .iter()
                    .filter(|row| row.status == status)
                    .filter(|row| (row.verdict.retry, row.verdict.delivery) == (retry, delivery))
                    .map(|row| row.code)
                    .collect();
                codes.dedup();
                if !codes.is_empty() {
                    let codes: Vec<String> = codes.into_iter().map(link).collect();
                    let codes = codes.join(", ");
                    let _ = writeln!(page, "| {status} | {retry} | {delivery} | {codes} |");
                }
            }
        }
    }
}

/// The code, and where its constant is documented.
fn link(code: Code) -> String {
    format!("[`{code}`](crate::Code::{}_{:04})", code.family(), code.number())
}

/// Published text, shown as it was published.
fn text(published: &str) -> String {
    let mut escaped = String::new();
    for character in published.chars() {
        if matches!(character, '|' | '<' | '[' | ']' | '*' | '_' | '`' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[test]
fn what_the_compiler_says_is_quoted_as_it_says_it() {
    for path in QUOTING {
        let page = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_file(path, &quoted(path, &page));
    }
}

/// The page with both blocks behind each comment as the files have them.
fn quoted(path: &str, page: &str) -> String {
    const MARK: &str = "<!-- tests/";

    let mut quoted = String::new();
    let mut rest = page;
    while let Some((before, behind)) = rest.split_once(MARK) {
        let (file, behind) = behind.split_once(" -->\n").expect("a comment ends");
        let code = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let code = code.split("\nfn main() {}").next().unwrap_or_default().trim_end();
        let stderr = file.replace(".rs", ".stderr");
        let stderr = fs::read_to_string(&stderr).expect("a message is beside the code");
        // Its head: what is wrong, and how to fix it. Where it points is in the code.
        let message: Vec<&str> =
            stderr.lines().take_while(|line| !line.trim_start().starts_with("-->")).collect();
        let _ = write!(
            quoted,
            "{before}{MARK}{file} -->\n\n```compile_fail\n{code}\n```\n\n```text\n{}\n```\n",
            message.join("\n")
        );
        rest = behind;
        for block in ["```compile_fail\n", "```text\n"] {
            let at = format!("{path}: {file}: {block}");
            rest = rest.trim_start_matches('\n').strip_prefix(block).expect(&at);
            rest = rest.split_once("```\n").expect(&at).1;
        }
    }
    quoted + rest
}

/// (That every key has its section, a test of the derive asks.)
#[test]
fn every_section_of_the_reference_shows_an_example_and_what_is_refused() {
    let page = fs::read_to_string(QUOTING[0]).expect("the reference can be read");
    let sections: Vec<&str> = page.split("\n### ").skip(1).collect();
    assert!(sections.len() >= 24, "{}", sections.len());
    for section in sections {
        let heading = section.lines().next().unwrap_or_default();
        assert!(section.contains("\n```\nuse "), "{heading}: no example");
        assert!(section.contains("<!-- tests/ui"), "{heading}: nothing that is refused");
    }
}
