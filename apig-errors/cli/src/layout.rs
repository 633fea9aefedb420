//! Text in at most [`width`] columns: wrapping, named fields, tables.

use std::{env, fmt::Write, io, ops::RangeInclusive, sync::OnceLock};

use clap::builder::styling::Style;

use crate::words::HEADING;

/// Where nothing says how wide a line may be.
const DEFAULT_WIDTH: usize = 80;

/// Wider lines are hard to read, narrower ones hold no word of a verdict.
const WIDTHS: RangeInclusive<usize> = 30..=100;

/// The least that a table's last column is worth having beside the others.
const LAST_COLUMN: usize = 20;

/// How many columns a line may take: `COLUMNS`, else the terminal's own, else 80; within [`WIDTHS`].
pub(crate) fn width() -> usize {
    static WIDTH: OnceLock<usize> = OnceLock::new();
    *WIDTH.get_or_init(|| {
        let said = || env::var("COLUMNS").ok()?.trim().parse().ok().filter(|&width| width > 0);
        let own = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into());
        let width = said().or_else(own).unwrap_or(DEFAULT_WIDTH);
        width.clamp(*WIDTHS.start(), *WIDTHS.end())
    })
}

/// What stands between the columns of a table.
const GAP: usize = 2;

/// A text with the style of its first word or words.
pub(crate) struct Styled {
    pub(crate) style: Style,
    pub(crate) lead: String,
    /// Follows immediately.
    pub(crate) rest: String,
}

impl Styled {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { style: Style::new(), lead: String::new(), rest: text.into() }
    }

    /// `word: meaning`, the word styled.
    pub(crate) fn word(style: Style, word: &str, meaning: &str) -> Self {
        let colon = if meaning.is_empty() { "" } else { ": " };
        Self { style, lead: word.to_owned(), rest: format!("{colon}{meaning}") }
    }

    /// The text in lines of this width; the style is written into the first of them.
    fn lines(&self, width: usize) -> Vec<String> {
        let mut lines = wrap(&format!("{}{}", self.lead, self.rest), width);
        // A lead is short, so it is whole on the first line.
        if let Some(rest) = lines.first().and_then(|line| line.strip_prefix(&self.lead)) {
            lines[0] = format!("{}{rest}", styled(self.style, &self.lead));
        }
        lines
    }
}

/// The text in this style; without a style as it is.
pub(crate) fn styled(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}

/// Writes named fields, the names in one column, the texts wrapped in the next.
pub(crate) fn fields(out: &mut String, fields: &[(&str, Styled)]) {
    const INDENT: usize = 2;
    let names = fields.iter().map(|(name, _)| columns_of(name)).max().unwrap_or_default();
    let column = INDENT + names + GAP;
    for (name, text) in fields {
        let mut start = format!("{:INDENT$}{name:names$}{:GAP$}", "", "");
        for line in text.lines(width() - column) {
            let _ = writeln!(out, "{start}{line}");
            start = " ".repeat(column);
        }
    }
}

/// Writes a paragraph.
pub(crate) fn paragraph(out: &mut String, text: &Styled, indent: usize) {
    for line in text.lines(width() - indent) {
        let _ = writeln!(out, "{:indent$}{line}", "");
    }
}

/// Writes a table with a head; the last column is wrapped into what the others leave of the width, or,
/// where that is too little, stands below them.
pub(crate) fn table<const N: usize>(out: &mut String, head: [&str; N], rows: &[[Styled; N]]) {
    let mut widths = head.map(columns_of);
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(columns_of(&cell.lead) + columns_of(&cell.rest));
        }
    }
    write_row(out, &head.map(|name| Styled::word(HEADING, name, "")), &widths);
    for row in rows {
        write_row(out, row, &widths);
    }
}

fn write_row<const N: usize>(out: &mut String, row: &[Styled; N], widths: &[usize; N]) {
    const BELOW: usize = 2 * GAP;
    let before: usize = widths[..N - 1].iter().map(|width| width + GAP).sum();
    let is_beside = before + LAST_COLUMN <= width();
    let (mut line, mut used) = (String::new(), 0);
    for (cell, widest) in row[..N - 1].iter().zip(widths) {
        let columns = columns_of(&cell.lead) + columns_of(&cell.rest);
        if used + columns > width() {
            end_line(out, &mut line);
            line.push_str(&" ".repeat(BELOW));
            used = BELOW;
        }
        let fill = widest - columns + GAP;
        let _ = write!(line, "{}{}{:fill$}", styled(cell.style, &cell.lead), cell.rest, "");
        used += widest + GAP;
    }
    let column = if is_beside { before } else { BELOW };
    let last = &row[N - 1];
    if !is_beside {
        end_line(out, &mut line);
        if last.lead.is_empty() && last.rest.is_empty() {
            return;
        }
    }
    for text in last.lines(width() - column) {
        if line.is_empty() {
            line.push_str(&" ".repeat(column));
        }
        line.push_str(&text);
        end_line(out, &mut line);
    }
}

fn end_line(out: &mut String, line: &mut String) {
    let _ = writeln!(out, "{}", line.trim_end());
    line.clear();
}

/// The text in lines of at most this width, broken at whitespace; a longer word is broken anywhere.
/// Whitespace and line feeds in it count as one space. At least one line, which may be empty.
fn wrap(text: &str, max: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        if used > 0 && used + 1 + columns_of(word) > max {
            lines.push(String::new());
            used = 0;
        }
        let line = lines.last_mut().expect("never empty");
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        for character in word.chars() {
            let columns = columns(character);
            if used + columns > max {
                lines.push(String::new());
                used = 0;
            }
            lines.last_mut().expect("never empty").push(character);
            used += columns;
        }
    }
    lines
}

fn columns_of(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// How many columns a terminal gives a character: two to those of Chinese, Japanese and Korean.
/// Rough, and good enough to wrap a message.
fn columns(character: char) -> usize {
    match character {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_never_exceed_the_width() {
        assert_eq!(wrap("one two  three\nfour", 7), ["one two", "three", "four"]);
        assert_eq!(wrap("", 7), [""]);
        assert_eq!(wrap("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(wrap("x abcdefghij", 4), ["x", "abcd", "efgh", "ij"]);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(columns_of("参数错误"), 8);
        assert_eq!(wrap("参数错误", 5), ["参数", "错误"]);
    }

    #[test]
    fn an_empty_last_column_takes_no_line_of_its_own() {
        let row = |last: &str| [Styled::plain("long ".repeat(16).trim_end()), Styled::plain(last)];
        let mut out = String::new();
        table(&mut out, ["first", "last"], &[row(""), row("x"), row("")]);
        let lines: Vec<&str> = out.lines().map(str::trim).collect();
        assert_eq!(lines.iter().filter(|line| line.is_empty()).count(), 0, "{out}");
        assert_eq!((lines.len(), lines[lines.len() - 2]), (6, "x"));
    }

    #[test]
    fn a_style_is_written_around_the_lead_alone() {
        let text = Styled::word(HEADING, "Never", "again and again");
        let [first, second] = &text.lines(12)[..] else { panic!("two lines") };
        assert_eq!(*first, format!("{HEADING}Never{HEADING:#}: again"));
        assert_eq!(second, "and again");
    }
}
