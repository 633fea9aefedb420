//! The codes of the gateway in a text, wherever they appear, and what is no code but looks like one.

use apig_errors_catalog::Code;

use super::steps;

/// A code, and where it is written.
pub(super) struct CodeAt {
    pub(super) code: Code,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Escapes that may come directly before a code: what they end with is no part of a word.
const ESCAPES: [&[u8]; 14] = [
    b"%22", b"%27", b"%3A", b"%3a", b"%20", b"%5B", b"%3D", b"x22", b"x27", b"0022", b"0027",
    b"\\n", b"\\t", b"#012",
];

/// The first code at or after this place.
pub(super) fn next_code(text: &str, from: usize) -> Option<CodeAt> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        // By a character, not by a closure: `find` looks at several bytes at once then.
        let next = rest.find('A');
        steps::count(next.unwrap_or(rest.len()) + 1);
        at += next?;
        if let Some(found) = code_at(text, at) {
            return Some(found);
        }
        at += 1;
    }
}

fn code_at(text: &str, start: usize) -> Option<CodeAt> {
    let bytes = text.as_bytes();
    let before = &bytes[..start];
    if let Some(&last) = before.last() {
        let is_word = last.is_ascii_alphanumeric() || matches!(last, b'_' | b'-');
        let is_escape =
            || ESCAPES.iter().any(|escape| before.ends_with(escape)) || ends_colour(before);
        if matches!(last, b'/' | b'.') || is_word && !is_escape() {
            return None;
        }
    }
    // Letters and digits of the code; a terminal may have broken the line between two of them.
    let mut written = [0; 10];
    let (mut length, mut at, mut breaks) = (0, start, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\r' | b'\n' if breaks < 2 => breaks += 1,
            _ if length < written.len() && (byte.is_ascii_alphanumeric() || byte == b'.') => {
                written[length] = byte;
                length += 1;
            }
            _ => break,
        }
        at += 1;
        let is_long = length >= 9;
        let code = is_long.then(|| core::str::from_utf8(&written[..length]).ok()).flatten();
        if let Some(code) = code.and_then(|code| Code::parse(code).ok()) {
            let rest = &bytes[at..];
            let is_longer = match rest {
                [b'.' | b'/' | b'-', next, ..] => next.is_ascii_alphanumeric(),
                [next, ..] => next.is_ascii_alphanumeric() || *next == b'_',
                [] => false,
            };
            return (!is_longer).then_some(CodeAt { code, start, end: at });
        }
    }
    None
}

/// Whether a colour sequence, such as `ESC[34;1m`, ends here.
fn ends_colour(before: &[u8]) -> bool {
    let tail = &before[before.len().saturating_sub(16)..];
    tail.iter().rposition(|&byte| byte == 0x1b).is_some_and(|at| {
        matches!(&tail[at + 1..], [b'[', numbers @ .., b'm']
            if numbers.iter().all(|byte| byte.is_ascii_digit() || *byte == b';'))
    })
}
