//! `MISUSE.md` against the files of `ui`, `ui-rustc`, `ui-pass` and `ui-fixed`, and the page "Errors
//! you may see" that is made of them.
//!
//! `BLESS=1 cargo test -p apig-errors-tests --test misuse` writes the page.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use crate::support::files::assert_file;

/// The page, inside the package, so that it is published with it.
const PAGE: &str = "../apig-errors/docs/generated/errors_you_may_see.md";

/// How the messages begin, or what they hold, that only say where something came first.
const NOTES: [&str; 4] =
    ["first claimed here", "first given here", "is given here", "is the first "];

/// The end of every file of level E and of most others.
const MAIN: &str = "\nfn main() {}\n";

/// A row of the list.
struct Row {
    id: String,
    /// `E`, `T`, `OK`.
    levels: Vec<String>,
    written: String,
    /// The heading above it.
    section: String,
}

fn rows() -> Vec<Row> {
    let mut section = String::new();
    let mut rows = Vec::new();
    for line in include_str!("../../MISUSE.md").lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            heading.clone_into(&mut section);
        }
        let cells: Vec<&str> = line.split(" | ").collect();
        let [id, levels, written, _] = cells.as_slice() else { continue };
        let id = id.trim_start_matches("| ");
        if !id.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        rows.push(Row {
            id: id.to_owned(),
            levels: levels.split(", ").map(str::to_owned).collect(),
            written: (*written).to_owned(),
            section: section.clone(),
        });
    }
    rows
}

/// A test file.
struct Case {
    path: PathBuf,
    /// `E`, `T`, `OK`; nothing for a fixed one.
    level: &'static str,
}

impl Case {
    /// `c5-unknown-code`.
    fn stem(&self) -> &str {
        self.path.file_stem().and_then(|stem| stem.to_str()).expect("file names are ASCII")
    }

    /// `C5`.
    fn id(&self) -> String {
        self.stem().split('-').next().unwrap_or_default().to_uppercase()
    }

    fn code(&self) -> String {
        fs::read_to_string(&self.path).expect("a file that was listed can be read")
    }

    fn stderr(&self) -> String {
        let path = self.path.with_extension("stderr");
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

/// The files under these directories with this extension, sorted.
fn files(directory: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(directory).expect("the directory is there");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|of| of == extension) {
            found.push(path);
        }
    }
}

fn cases_in(directory: &str, level: &'static str) -> Vec<Case> {
    let mut found = Vec::new();
    files(Path::new(directory), "rs", &mut found);
    found.into_iter().map(|path| Case { path, level }).collect()
}

/// Every file that the compiler is shown.
fn cases() -> Vec<Case> {
    let mut cases = refused();
    cases.extend(cases_in("ui-pass", "OK"));
    cases
}

/// Those that it refuses.
fn refused() -> Vec<Case> {
    let mut cases = cases_in("ui", "E");
    cases.extend(cases_in("ui-rustc", "T"));
    cases
}

/// One message of the compiler: its first line, and where it points.
struct Message {
    text: String,
    line: u32,
    column: u32,
}

impl Message {
    fn is_note(&self) -> bool {
        NOTES.iter().any(|note| self.text.contains(note))
    }
}

fn messages(stderr: &str) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    let mut open = false;
    for line in stderr.lines() {
        if line.starts_with("error") || line.starts_with("warning") {
            messages.push(Message { text: line.to_owned(), line: 0, column: 0 });
            open = true;
        } else if let (true, Some((_, place))) = (open, line.split_once("--> ")) {
            let mut numbers = place.rsplit(':').map(|number| number.parse().expect("a number"));
            let message = messages.last_mut().expect("a place stands under a message");
            message.column = numbers.next().expect("a column");
            message.line = numbers.next().expect("a line");
            open = false;
        }
    }
    messages
}

/// How many mistakes a file says it holds.
fn mistakes(code: &str) -> usize {
    let last = code.lines().last().unwrap_or_default();
    last.strip_prefix("// errors: ").map_or(1, |count| count.parse().expect("a number of errors"))
}

#[test]
fn every_row_has_its_files() {
    let cases = cases();
    let rows = rows();
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), rows.len(), "an id stands twice in the list");
    for Row { id, levels, .. } in &rows {
        for level in levels {
            assert!(
                cases.iter().any(|case| case.id() == *id && case.level == level),
                "{id} has no file of level {level}"
            );
        }
    }
}

#[test]
fn every_file_has_its_row() {
    let rows = rows();
    for case in cases() {
        let row = rows.iter().find(|row| row.id == case.id());
        let row = row.unwrap_or_else(|| panic!("{}: no such row", case.path.display()));
        assert!(
            row.levels.iter().any(|level| level == case.level),
            "{}: the row is of another level",
            case.path.display()
        );
    }
}

#[test]
fn every_file_has_a_name_of_its_own() {
    let cases = cases();
    let stems: BTreeSet<&str> = cases.iter().map(Case::stem).collect();
    assert_eq!(stems.len(), cases.len());
    // As many as were promised, and none lost since.
    assert!(cases.len() >= 230, "{} files", cases.len());
}

#[test]
fn every_message_has_its_code_and_the_reverse() {
    let code: BTreeSet<PathBuf> = refused().into_iter().map(|case| case.path).collect();
    let mut messages = Vec::new();
    for directory in ["ui", "ui-rustc", "ui-pass", "ui-fixed"] {
        files(Path::new(directory), "stderr", &mut messages);
    }
    let of_messages = messages.iter().map(|path| path.with_extension("rs")).collect();
    assert_eq!(code, of_messages);
}

/// One mistake, one error: nothing is reported twice, and nothing is left out.
#[test]
fn every_mistake_is_reported_once() {
    for case in refused() {
        let path = case.path.display();
        let messages = messages(&case.stderr());
        let (notes, errors): (Vec<_>, Vec<_>) = messages.iter().partition(|one| one.is_note());
        assert_eq!(errors.len(), mistakes(&case.code()), "{path}: errors that are no notes");
        assert!(notes.len() <= errors.len(), "{path}: more notes than errors");
        assert!(messages.iter().all(|one| one.text.starts_with("error")), "{path}: a warning");
        let places: BTreeSet<(u32, u32)> =
            messages.iter().map(|one| (one.line, one.column)).collect();
        assert_eq!(places.len(), messages.len(), "{path}: two messages at one place");
    }
}

/// Twelve mistakes, twelve errors, and the two notes that say where something came first: each on a
/// line of its own.
#[test]
fn twelve_mistakes_are_reported_in_one_run() {
    let stderr = include_str!("../../ui/attribute/b12-all-in-one-run.stderr");
    let messages = messages(stderr);
    assert_eq!(messages.iter().filter(|one| !one.is_note()).count(), 12);
    assert_eq!(messages.iter().filter(|one| one.is_note()).count(), 2);
    let lines: BTreeSet<u32> = messages.iter().map(|one| one.line).collect();
    assert_eq!(lines.len(), 14);
}

/// House style, as far as it can be counted.
#[test]
fn every_message_is_worded_alike() {
    for case in cases_in("ui", "E") {
        let path = case.path.display();
        for message in case.stderr().split("\n\n") {
            let mut lines = message.lines();
            let first = lines.next().unwrap_or_default();
            let Some(text) = first.strip_prefix("error: ") else { continue };
            let help = lines.take_while(|line| !line.contains("-->"));
            let help: Vec<&str> = help.map(str::trim_start).collect();
            assert!(!text.ends_with('.'), "{path}: {text}");
            assert!(text.contains('`'), "{path}: neither the code nor `apig` is named in {text}");
            assert!(help.len() <= 2, "{path}: {} lines of help", help.len());
            for line in help {
                assert!(line.starts_with("help: ") && !line.ends_with('.'), "{path}: {line}");
            }
        }
    }
}

#[test]
fn every_refused_row_is_fixed_somewhere() {
    let refused = refused();
    let fixed = cases_in("ui-fixed", "");
    for case in &fixed {
        assert!(
            refused.iter().any(|wrong| wrong.stem() == case.stem()),
            "{}: there is no wrong code of this name",
            case.path.display()
        );
    }
    for row in rows().iter().filter(|row| row.levels != ["OK"]) {
        assert!(fixed.iter().any(|case| case.id() == row.id), "{} is fixed nowhere", row.id);
    }
}

#[test]
fn the_page_is_up_to_date() {
    assert_file(PAGE, &page());
}

/// Wrong code, message, fixed code: for each file that has a fixed one.
fn page() -> String {
    let mut refused = refused();
    // Of one row, by name; the rows are in the order of the list.
    refused.sort_by_key(|case| case.stem().to_owned());
    let mut page = String::from(
        "What `#[derive(ApigRetryable)]` refuses, what it says, and what to write instead.\n\n\
         All mistakes of an enum are reported in one run, and the enum keeps its implementations, so\n\
         that the rest of the program is not reported with it. Each message here is what the compiler\n\
         printed for the code above it, and each fixed version compiles.\n\n\
         <!-- Made by `tests/it/derive/misuse.rs`. -->\n",
    );
    let mut section = String::new();
    for row in rows().iter().filter(|row| row.levels != ["OK"]) {
        if row.section != section {
            section.clone_from(&row.section);
            let (_, heading) = section.split_once(". ").expect("sections have a letter");
            let _ = write!(page, "\n# {heading}\n");
        }
        let heading = row.written.split(": ").next().unwrap_or_default();
        let _ = write!(page, "\n## {}\n", capitalised(heading));
        for case in refused.iter().filter(|case| case.id() == row.id) {
            let Ok(fixed) = fs::read_to_string(format!("ui-fixed/{}.rs", case.stem())) else {
                continue;
            };
            let code = case.code();
            // The lines of the messages are those of the code shown.
            let code = code.split(MAIN).next().unwrap_or_default().trim_end();
            let message = case.stderr();
            // As the messages have it on every system.
            let place = case.path.to_str().expect("file names are ASCII").replace('\\', "/");
            let message = message.replace(&place, "src/error.rs").replace("$WORKSPACE/", "");
            // A line that begins with `#` and a space is hidden in an example.
            let fixed = fixed.replace(MAIN, "\n# fn main() {}\n");
            let _ = write!(
                page,
                "\n```text\n{code}\n```\n\n```text\n{}\n```\n\nFixed:\n\n```\n{}\n```\n",
                message.trim_end(),
                fixed.trim_end()
            );
        }
    }
    page
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
