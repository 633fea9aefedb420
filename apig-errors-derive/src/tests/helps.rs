//! Every help that is a replacement is done, word by word, to the file under `tests/ui` that it is about: the
//! mistake is then gone, and the derive has no other in its place.

use std::{collections::BTreeSet, fs, ops::Range, path::Path};

use super::messages::{files, said};

/// Helps that say only a part of what there is to do, by file, and what the rest is.
const PARTIAL: &[(&str, &str)] = &[
    ("b4-retryable", "`true` is no class"),
    ("e6-no-second-error", "the code that is meant is claimed already, and differs from another"),
    ("e6-wrong-field", "another variant claims the code already"),
    ("k1-own-from", "`fallback` in place of `local`: which, is for the user to choose"),
    ("b12-fallback", "two more fallbacks, which are seen when they can be read"),
    ("c1-names-with-comma", "the list takes the place of the entry before it, too"),
    ("d4-any-in-quotes", "with every status the variant needs a field for the response"),
    ("c1-code-and-more", "one of the codes is not documented, which is told when it stands alone"),
    ("h2-word-of-another-key", "a delivery needs a class, too"),
    ("g4-snafu", "the whole attribute, which is not this derive's"),
];

/// One message of a `.stderr` that the derive wrote.
struct Reported {
    text: String,
    helps: Vec<String>,
    line: usize,
    columns: Range<usize>,
}

/// The messages with their places; those over several lines of code are left out.
fn reported(stderr: &str) -> Vec<Reported> {
    let mut found = Vec::new();
    for message in stderr.split("\n\n") {
        let Some(text) = message.strip_prefix("error: ") else { continue };
        let text = text.lines().next().unwrap_or_default().to_owned();
        let helps = message.lines().filter_map(|line| line.trim().strip_prefix("help: "));
        let helps = helps.map(str::to_owned).collect();
        let place = message.lines().find_map(|line| line.trim().strip_prefix("--> "));
        let mut numbers = place.unwrap_or_default().rsplit(':').map(str::parse);
        let (Some(Ok(column)), Some(Ok(line))) = (numbers.next(), numbers.next()) else { continue };
        let carets =
            message.lines().find(|line| line.trim_start_matches([' ', '|']).starts_with('^'));
        let Some(carets) = carets else { continue };
        let len = carets.chars().filter(|character| *character == '^').count();
        let column: usize = column;
        found.push(Reported { text, helps, line, columns: column - 1..column - 1 + len });
    }
    found
}

/// The attribute around this place of a line, and of it the entry.
fn around(line: &[char], at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let opening: Vec<char> = "#[apig(".chars().collect();
    let start = (0..=at).rev().find(|start| line[*start..].starts_with(&opening))?;
    let (mut depth, mut is_string) = (0, false);
    let mut entry = start + opening.len()..start + opening.len();
    let mut of_place = None;
    for (index, character) in line.iter().enumerate().skip(entry.start) {
        let ends = !is_string && depth == 0 && matches!(character, ',' | ')');
        if ends {
            entry.end = index;
            if of_place.is_none() && at <= index {
                of_place = Some(entry.clone());
            }
            entry.start = index + 1;
            if *character == ')' {
                return Some((start..index + 2, of_place?));
            }
        }
        match character {
            '"' => is_string = !is_string,
            '(' | '[' | '{' if !is_string => depth += 1,
            ')' | ']' | '}' if !is_string => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What is replaced by what, where the help is a replacement.
fn replacement(
    help: &str,
    line: &[char],
    columns: &Range<usize>,
) -> Option<(Range<usize>, String)> {
    let (attribute, entry) = match around(line, columns.start) {
        Some(found) => found,
        None => (columns.clone(), columns.clone()),
    };
    if help == "remove it" {
        // With the comma after it, or before it; alone with its attribute.
        let range =
            if attribute.start + "#[apig(".len() == entry.start && attribute.end == entry.end + 2 {
                attribute
            } else if line.get(entry.end) == Some(&',') {
                entry.start..entry.end + 1
            } else {
                entry.start - 1..entry.end
            };
        return Some((range, String::new()));
    }
    let written = if let Some(meant) = help.strip_prefix("did you mean `") {
        // One that is meant, with what it is in parentheses.
        let is_one = !help.contains("` or `") && !help.contains(") or `");
        meant.split('`').next().filter(|_| is_one)?
    } else {
        help.strip_prefix("write `")?.strip_suffix('`')?
    };
    if written.contains(['…', '`']) {
        return None;
    }
    if written.starts_with("#[apig(") {
        return Some((attribute, written.to_owned()));
    }
    if let Some(inner) = written.strip_prefix("#[").and_then(|rest| rest.strip_suffix(']')) {
        return Some((columns.clone(), inner.to_owned()));
    }
    let key = written.split([' ', '(', ',']).next().unwrap_or_default();
    let is_entry =
        key.len() < written.len() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let range = if is_entry { entry } else { columns.clone() };
    Some((range, written.to_owned()))
}

#[test]
fn a_help_that_is_a_replacement_is_right() {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui"), &mut found);
    let (mut applied, mut wrong, mut partial) = (0, Vec::new(), BTreeSet::new());
    for path in found {
        let source = fs::read_to_string(path.with_extension("rs")).expect("the file is there");
        if source.contains("macro_rules!") {
            continue;
        }
        let before = said(&source).expect("the file is Rust");
        let stderr = fs::read_to_string(&path).expect("the expectation can be read");
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for Reported { text, helps, line, columns } in reported(&stderr) {
            for help in helps {
                let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
                let code: Vec<char> = lines[line - 1].chars().collect();
                let mut columns = columns.clone();
                if code.iter().any(|character| !character.is_ascii()) {
                    // The carets are as wide as the characters look: up to the string's end.
                    let rest = code[columns.start + 1..].iter();
                    columns.end = columns.start + 2 + rest.take_while(|c| **c != '"').count();
                }
                let Some((range, written)) = replacement(&help, &code, &columns) else { continue };
                applied += 1;
                let (start, end) = (&code[..range.start], &code[range.end..]);
                lines[line - 1] =
                    format!("{}{written}{}", String::from_iter(start), String::from_iter(end));
                let fixed = lines.join("\n");
                let after = said(&fixed);
                let is_gone = after.as_ref().is_ok_and(|after| {
                    after.len() < before.len()
                        && after.iter().all(|message| before.contains(message))
                });
                if is_gone {
                    continue;
                }
                if PARTIAL.iter().any(|(of, _)| *of == name) {
                    partial.insert(name.clone());
                } else {
                    let written = lines[line - 1].trim();
                    wrong.push(format!("{name}: {text}\n  {help}\n  {written}\n  {after:?}"));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "of {applied} helps {} do not do:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_eq!(partial.len(), PARTIAL.len(), "of those listed only {partial:?} are partial");
    assert!(applied > 130, "only {applied} helps are replacements");
}
