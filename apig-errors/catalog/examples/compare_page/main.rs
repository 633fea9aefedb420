//! What a newer edition of a published page changes against the table, ready to be judged.
//!
//! Save the page as Markdown (its table with `|`) or as text (a paragraph a cell), then:
//!
//! ```text
//! cargo run -p apig-errors-catalog --example compare_page -- APIG page.md
//! ```
//!
//! Exits with 0 where the page says what the table says, with 1 where it does not, and with 2 where it cannot
//! be read.

mod compare;

use std::{env, fs, process::ExitCode};

use apig_errors_catalog as catalog;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [family, path] = arguments.as_slice() else {
        eprintln!("usage: compare_page FAMILY FILE");
        return ExitCode::from(2);
    };
    match changes(family, path) {
        Ok(report) if report.is_empty() => {
            println!("the page says what the table of {family} says");
            ExitCode::SUCCESS
        }
        Ok(report) => {
            print!("{report}");
            ExitCode::from(1)
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

fn changes(family: &str, path: &str) -> Result<String, String> {
    let family: catalog::Family = family.parse().map_err(|error| format!("{family}: {error}"))?;
    let page = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let page =
        compare::Page::read(family, &page).map_err(|problem| format!("{path}: {problem}"))?;
    Ok(compare::report(family.table(), &page))
}
