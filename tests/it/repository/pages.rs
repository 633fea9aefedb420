//! The pages of the documentation that are made of something else: the catalog, of the table; and
//! what the compiler says on the pages about the derive, of the files of `ui` and `ui-rustc`.
//!
//! `BLESS=1 cargo test -p apig-errors-tests --test pages` writes them.

use std::{fmt::Write as _, fs};

use apig_errors::{Code, Delivery, ROWS, Retry, Row};

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
        "The published table, one line a response, with this project's verdicts.\n\n\
         The gateway's page *Error Codes*, as updated on 2023-12-22, in its own order: 71 rows, 64 codes,\n\
         70 pairs of code and status. Cause, solution and the reason of each verdict stand at the constant\n\
         that the code links to, and in [`ROWS`](crate::ROWS). What the words mean:\n\
         [`Retry`](crate::Retry), [`Delivery`](crate::Delivery), [`Actor`](crate::Actor). The verdicts are\n\
         this project's reading of that page, not Huawei's.\n\n\
         <!-- Made by `tests/it/repository/pages.rs`. -->\n\n\
         # By code\n\n\
         | code | status | message | retry class | delivery | who acts |\n\
         | --- | --- | --- | --- | --- | --- |\n",
    );
    for row in ROWS {
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
    page.push_str(
        "\n# By status\n\n\
         The same rows, by what the caller sees first. Where a status has more than one line, it does not\n\
         decide alone.\n\n\
         | status | retry class | delivery | codes |\n\
         | --- | --- | --- | --- |\n",
    );
    let mut statuses: Vec<u16> = ROWS.iter().map(|row| row.status).collect();
    statuses.sort_unstable();
    statuses.dedup();
    for status in statuses {
        for retry in [Retry::Never, Retry::Backoff, Retry::Throttled, Retry::Reauthenticate] {
            for delivery in [Delivery::NotDelivered, Delivery::MaybeDelivered] {
                let mut codes: Vec<Code> = ROWS
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
    page
}

/// The code, and where its constant is documented.
fn link(code: Code) -> String {
    format!("[`{code}`](crate::Code::APIG_{:04})", code.number())
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

/// Every key has its section, and every section shows what is refused.
#[test]
fn the_reference_has_a_section_for_each_key() {
    let page = fs::read_to_string(QUOTING[0]).expect("the reference can be read");
    let sections: Vec<&str> = page.split("\n### ").skip(1).collect();
    let keys: Vec<&str> = sections.iter().filter_map(|one| one.split('`').nth(1)).collect();
    assert_eq!(
        keys,
        [
            "crate",
            "siblings",
            "exhaustive", // of the enum
            "code",
            "status",
            "retry",
            "delivery",
            "verdict",
            "reason",
            "unlisted",
            "local",
            "transparent",
            "fallback", // of a variant
            "error",
            "code",
            "status",
            "message",
            "request_id",
            "wait",
            "throttle",
            "default",
        ]
    );
    for section in sections {
        let heading = section.lines().next().unwrap_or_default();
        assert!(section.contains("\n```\nuse "), "{heading}: no example");
        assert!(section.contains("<!-- tests/ui"), "{heading}: nothing that is refused");
    }
}
