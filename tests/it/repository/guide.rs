//! The guide's pages as a person reads them: in a browser, one after the other.

use std::fs;

const FOLDER: &str = "../apig-errors/src/guide";

/// What a block of code has room for, in characters, on a page that is 1300 pixels wide.
const COLUMNS: usize = 96;

/// What is quoted of the compiler is not broken. Of code, what is hidden does not count.
#[test]
fn no_line_of_code_runs_out_of_its_box() {
    let mut wide = Vec::new();
    for entry in fs::read_dir(FOLDER).expect("a folder") {
        let path = entry.expect("an entry").path();
        let page = fs::read_to_string(&path).expect("a page");
        let mut block = None;
        for line in page.lines() {
            let line = line.trim_end();
            let unindented = line.trim_start();
            if let Some(language) = unindented.strip_prefix("```") {
                block = if block.is_none() { Some(language) } else { None };
            } else if block.is_some_and(|language| language != "text")
                && !unindented.starts_with("# ")
                && line.chars().count() > COLUMNS
            {
                wide.push(format!("{}: {line}", path.display()));
            }
        }
    }
    assert!(wide.is_empty(), "{}", wide.join("\n"));
}

/// The table on the first page has the order; each page links to the one before it and the one after it.
#[test]
fn the_pages_are_linked_in_their_order() {
    let guide = fs::read_to_string("../apig-errors/src/guide.rs").expect("the guide");
    let row = |line: &str| {
        let (title, rest) = line.strip_prefix("//! | [")?.split_once("](")?;
        Some((title.to_owned(), rest.split_once(')')?.0.to_owned()))
    };
    let pages: Vec<(String, String)> = guide.lines().filter_map(row).collect();
    let files = fs::read_dir(FOLDER).expect("a folder").count();
    // Two files are parts of a page.
    assert_eq!(pages.len(), files - 2);
    let mut modules = guide.split("pub mod ");
    let mut before = modules.next().expect("what comes before the first module");
    for (at, module) in modules.enumerate() {
        let (name, _) = module.split_once(" {}").expect("an empty module");
        assert_eq!(name, pages[at].1);
        let link = |(title, name): &(String, String)| format!("[{title}](crate::guide::{name})");
        let previous = at.checked_sub(1).map(|at| format!("Previous: {}", link(&pages[at])));
        let next = pages.get(at + 1).map(|page| format!("Next: {}", link(page)));
        let links: Vec<String> = previous.into_iter().chain(next).collect();
        let ending = format!("---\\n\\n{}\"]", links.join(" · "));
        assert!(before.trim_end().ends_with(&ending), "{name}: {ending}");
        before = module;
    }
}
