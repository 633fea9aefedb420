//! What prose says of the tables: how many rows, codes and pairs they have, and of what day they are.
//!
//! `just bless` writes the figures into the pages, not the words around them: a page that is written anew
//! changes the pattern here. No page is among those with quotations, which `pages.rs` writes at the same time.

use std::{collections::BTreeSet, fs};

use apig_errors::{Code, Family, ROWS, Retry, Table};

use crate::{derive::comparison, support::files::assert_file};

/// What a page says, with `{}` for each figure.
type Said = (String, Vec<String>);

fn said<const N: usize>(text: &str, figures: [&str; N]) -> Said {
    (text.to_owned(), figures.map(str::to_owned).to_vec())
}

/// The figures of a table.
struct Figures {
    table: &'static Table,
    rows: String,
    codes: String,
    pairs: String,
    date: &'static str,
}

fn of(table: &'static Table) -> Figures {
    let pairs: BTreeSet<(Code, u16)> =
        table.rows.iter().map(|row| (row.code, row.status)).collect();
    Figures {
        table,
        rows: table.rows.len().to_string(),
        codes: table.codes().count().to_string(),
        pairs: pairs.len().to_string(),
        date: table.date,
    }
}

/// The documented 500s, and those of them that never heal.
fn server_errors() -> [usize; 2] {
    let found: Vec<Retry> =
        ROWS.iter().filter(|row| row.status == 500).map(|row| row.verdict.retry).collect();
    [found.len(), found.iter().filter(|retry| **retry == Retry::Never).count()]
}

fn pages() -> Vec<(&'static str, Vec<Said>)> {
    let tables = [Family::Apig, Family::Apigw, Family::Apic].map(|family| of(family.table()));
    let [apig, public, roma] = &tables;
    let [all, never] = server_errors().map(in_words);
    let dates = [apig.date, public.date, roma.date];
    let mut readme = vec![
        said("the gateway documents {} such responses", [&apig.rows]),
        said("is not among the {} documented codes (table of {})", [&apig.codes, apig.date]),
        said("Of the {} documented 500s {} never heal", [&all, &never]),
        said("held against the {} documented responses", [&apig.rows]),
        said("(`APIG`, updated {}; `APIGW`,\n  {}; `APIC`, {}, not all", dates),
    ];
    readme.extend(comparison::figures());
    let mut verdicts = vec![said("Of the {} documented 500s {} never heal", [&all, &never])];
    for Figures { table, rows, codes, pairs, date } in &tables {
        let text = format!("{} | {{}} | {{}}, {{}}, {{}} |", source(table));
        verdicts.push(said(&text, [date, rows, codes, pairs]));
    }
    vec![
        ("README.md", readme),
        ("apig-errors/src/guide/verdicts.md", verdicts),
        ("apig-errors/catalog/src/table/mod.rs", of_the_tables_module(&tables)),
        (
            "apig-errors/catalog/README.md",
            vec![
                said("API Gateway, {} rows, as\nof {})", [&apig.rows, apig.date]),
                said("public services, {} rows, {})", [&public.rows, public.date]),
                said("(ROMA Connect,\n{} rows, {}, known", [&roma.rows, roma.date]),
            ],
        ),
        (
            "apig-errors/catalog/src/code.rs",
            vec![said(
                "/// codes, {} of `APIG`, {} of `APIGW` and {} of `APIC`,",
                [&apig.codes, &public.codes, &roma.codes],
            )],
        ),
        (
            "apig-errors/src/lib.rs",
            vec![
                said("//! The gateway documents {} such responses", [&apig.rows]),
                said("`APIG` of {},\n//! `APIGW` of {}, `APIC` of {};", dates),
            ],
        ),
        (
            "apig-errors/src/coverage/mod.rs",
            vec![
                said("assert_eq!(coverage.pairs().count(), {});", [&apig.pairs]),
                said("with who takes it: the {} of `APIG`", [&apig.pairs]),
            ],
        ),
        (
            "apig-errors/src/coverage/markdown.rs",
            vec![said("/// the {} documented pairs, in the table's order", [&apig.pairs])],
        ),
        ("apig-errors/src/error.rs", vec![said("The table's date is {}.", [apig.date])]),
        ("apig-errors-derive/src/lib.rs", vec![said("against the table of {}.", [apig.date])]),
    ]
}

/// As documentation names the page that a table is from.
fn source(table: &Table) -> String {
    let (guide, page) = table.source.split_once(": ").expect("a guide and its page");
    format!("{guide}: *{page}*")
}

fn of_the_tables_module(tables: &[Figures; 3]) -> Vec<Said> {
    let [apig, public, roma] = tables;
    let [all, never] = server_errors();
    let mut figures = vec![
        said("(Family::Apigw, \"{}\", {}));", [public.date, &public.rows]),
        said("assert_eq!(table.codes().count(), {});", [&public.codes]),
        said("sum::<usize>(), {} + {} + {});", [&apig.rows, &public.rows, &roma.rows]),
        said("/// The {} rows of the table of `APIG`", [&apig.rows]),
        said("assert_eq!(ROWS.len(), {});", [&apig.rows]),
        said("Of the {} documented 500s, {} never heal", [&in_words(all), &in_words(never)]),
        said("assert_eq!(server_errors.clone().count(), {});", [&all.to_string()]),
        said("== Retry::Never).count(), {});", [&never.to_string()]),
        said("assert_eq!(apig_errors::TABLE_DATE, \"{}\");", [apig.date]),
    ];
    for Figures { table, rows, codes, date, .. } in tables {
        let text = format!("{}, updated on {{}} | {{}} | {{}} |", source(table));
        figures.push(said(&text, [date, rows, codes]));
    }
    figures
}

/// A small number, as prose writes it.
pub(crate) fn in_words(number: usize) -> String {
    const WORDS: &str = "no one two three four five six seven eight nine ten eleven twelve \
                         thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
    WORDS.split(' ').nth(number).map_or_else(|| number.to_string(), str::to_owned)
}

/// The page with these figures in the one place that says this, or `None` where there is no such place.
fn with_figures(page: &str, text: &str, figures: &[String]) -> Option<String> {
    let parts: Vec<&str> = text.split("{}").collect();
    assert_eq!(parts.len(), figures.len() + 1, "{text}");
    let (first, parts) = parts.split_first().expect("one at least");
    page.match_indices(first).find_map(|(found, _)| {
        let (before, mut rest) = page.split_at(found + first.len());
        let mut written = before.to_owned();
        for (figure, part) in figures.iter().zip(parts) {
            let length = rest.find(part).filter(|length| !rest[..*length].contains([' ', '\n']))?;
            written.extend([figure.as_str(), part]);
            rest = &rest[length + part.len()..];
        }
        Some(written + rest)
    })
}

#[test]
fn what_pages_say_of_the_tables_is_so() {
    for (path, said) in pages() {
        let path_here = format!("../{path}");
        let mut page = fs::read_to_string(&path_here).expect("the page can be read");
        for (text, figures) in said {
            page = with_figures(&page, &text, &figures)
                .unwrap_or_else(|| panic!("{path} does not say: {text}"));
        }
        assert_file(&path_here, &page);
    }
}

#[test]
fn figures_are_replaced_where_all_the_words_are() {
    let page = "of 7 rows; of 7 codes, in 2023; of 7 rows";
    let figures = ["64".to_owned(), "2024-01-01".to_owned()];
    let written = with_figures(page, "of {} codes, in {};", &figures);
    assert_eq!(written.as_deref(), Some("of 7 rows; of 64 codes, in 2024-01-01; of 7 rows"));
    assert_eq!(with_figures(page, "of {} pairs", &figures[..1]), None);
}
