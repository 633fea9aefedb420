//! The benchmarks' contenders that have to be source code, written from the table, so that they cannot
//! fall after it.
//!
//! `BLESS=1 cargo test -p apig-errors-tests --test bench_peers` writes them.

use std::fmt::Write as _;

use apig_errors::{Code, ROWS};

use crate::support::files::assert_file;

fn codes() -> Vec<Code> {
    let mut codes: Vec<Code> = ROWS.iter().map(|row| row.code).collect();
    codes.dedup();
    codes
}

/// `Rows` of one code, as an expression.
fn rows(code: Code) -> String {
    let mut pairs: Vec<(u16, String)> = code
        .rows()
        .iter()
        .map(|row| {
            (
                row.status,
                format!("Retry::{}, Delivery::{}", row.verdict.retry, row.verdict.delivery),
            )
        })
        .collect();
    pairs.dedup();
    let agree = pairs.iter().all(|(_, verdict)| *verdict == pairs[0].1);
    let other = if agree { format!("Some(({}))", pairs[0].1) } else { "None".to_owned() };
    let pairs: Vec<String> =
        pairs.iter().map(|(status, verdict)| format!("({status}, {verdict})")).collect();
    format!("Rows {{ pairs: &[{}], other: {other} }}", pairs.join(", "))
}

fn table() -> String {
    let mut source = String::from(
        "//! The table as a perfect hash and as a `match` on text. Written by the test `bench_peers`.\n\n\
         use apig_errors::{Delivery, Retry};\n\nuse super::rows::Rows;\n\n",
    );
    source.push_str(
        "#[rustfmt::skip]\npub(crate) static PHF: phf::Map<&'static str, Rows> = phf::phf_map! {\n",
    );
    for code in codes() {
        let _ = writeln!(source, "    \"{:04}\" => {},", code.number(), rows(code));
    }
    source.push_str("};\n\n// One line a code, as people write it.\n#[allow(clippy::match_same_arms)]\n#[rustfmt::skip]\npub(crate) fn by_match(digits: &str) -> Option<&'static Rows> {\n    Some(match digits {\n");
    for code in codes() {
        let _ = writeln!(source, "        \"{:04}\" => &{},", code.number(), rows(code));
    }
    source.push_str("        _ => return None,\n    })\n}\n");
    source
}

/// One variant a code: the derive's enum, and its twin with everything written by hand.
fn conversion() -> String {
    let mut source = format!(
        "//! An enum of {} variants and a fallback, derived and by hand. Written by the test `bench_peers`.\n\n\
         use apig_errors::{{ApigError, ApigRetryable, Delivery, Family, Retry, Verdict}};\n\n",
        codes().len()
    );
    let several = |code: Code| code.rows().iter().any(|row| row.status != code.rows()[0].status);
    let name = |code: Code| format!("C{:04}", code.number());
    source.push_str("#[derive(ApigRetryable)]\npub(crate) enum Derived {\n");
    for code in codes() {
        if several(code) {
            let _ = writeln!(
                source,
                "    #[apig(code = \"{code}\", status = any)]\n    {}(#[apig(error)] ApigError),",
                name(code)
            );
        } else {
            let _ = writeln!(source, "    #[apig(code = \"{code}\")]\n    {},", name(code));
        }
    }
    source
        .push_str("    #[apig(fallback)]\n    Other(ApigError),\n}\n\npub(crate) enum ByHand {\n");
    for code in codes() {
        let field = if several(code) { "(ApigError)" } else { "" };
        let _ = writeln!(source, "    {}{field},", name(code));
    }
    source.push_str(
        "    Other(ApigError),\n}\n\nimpl From<ApigError> for ByHand {\n    \
         fn from(error: ApigError) -> Self {\n        \
         let Some(code) = error.code().filter(|code| code.family() == Family::Apig) else {\n            \
         return Self::Other(error);\n        };\n        match code.number() {\n",
    );
    for code in codes() {
        let field = if several(code) { "(error)" } else { "" };
        let _ = writeln!(source, "            {} => Self::{}{field},", code.number(), name(code));
    }
    source.push_str(
        "            _ => Self::Other(error),\n        }\n    }\n}\n\n// One line a variant, as people write it.\n\
         #[allow(clippy::match_same_arms)]\nimpl ByHand {\n    \
         pub(crate) fn verdict(&self) -> Verdict {\n        match self {\n",
    );
    for code in codes() {
        if several(code) {
            let _ = writeln!(source, "            Self::{}(error) => error.verdict(),", name(code));
        } else {
            let verdict = code.rows()[0].verdict;
            let _ = writeln!(
                source,
                "            Self::{} => Verdict::new(Retry::{}, Delivery::{}),",
                name(code),
                verdict.retry,
                verdict.delivery
            );
        }
    }
    source.push_str("            Self::Other(error) => error.verdict(),\n        }\n    }\n}\n");
    source
}

fn fresh(file: &str, source: &str) {
    assert_file(&format!("../apig-errors/benches/cases/{file}"), source);
}

#[test]
fn the_table_as_a_hash_and_as_a_match_is_fresh() {
    fresh("table.rs", &table());
}

#[test]
fn the_enum_of_64_variants_is_fresh() {
    fresh("enum64.rs", &conversion());
}
