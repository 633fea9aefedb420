//! A piece of a text as it was before programs quoted it: without escapes, colours and entities.

use alloc::{borrow::Cow, string::String, vec::Vec};

use super::steps;

/// What is written for another text. Longest first where one begins with another.
const WRITTEN: [(&str, &str); 22] = [
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#39;", "'"),
    ("&apos;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
    ("<EOL>", "\n"),
    ("#012", "\n"),
    ("\\u0022", "\""),
    ("\\u0027", "'"),
    ("\\x22", "\""),
    ("\\x27", "'"),
    ("\\n", "\n"),
    ("\\r", "\n"),
    ("\\t", " "),
    ("\u{201c}", "\""),
    ("\u{201d}", "\""),
    ("\u{2018}", "'"),
    ("\u{2019}", "'"),
    ("\u{a0}", " "),
    ("\u{ff1a}", ":"),
];

/// What a byte may begin.
const WRITTEN_FIRST: u8 = 1;
const PERCENT: u8 = 2;
const QUOTE: u8 = 4;

const BEGINS: [u8; 256] = {
    let mut begins = [0; 256];
    let mut at = 0;
    while at < WRITTEN.len() {
        begins[WRITTEN[at].0.as_bytes()[0] as usize] = WRITTEN_FIRST;
        at += 1;
    }
    begins[0x1b] = WRITTEN_FIRST;
    begins[b'%' as usize] = PERCENT;
    begins[b'"' as usize] = QUOTE;
    begins
};

/// Takes off what other programs put on. Linear: each byte is looked at a bounded number of times.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    steps::count(text.len());
    let seen = text.bytes().fold(0, |seen, byte| seen | BEGINS[usize::from(byte)]);
    let is_percent_encoded = seen & PERCENT != 0
        && (text.contains("%22") || text.contains("%3A") || text.contains("%3a"));
    let is_csv = seen & QUOTE != 0
        && text.contains("\"\"")
        && ["{\"\"", ",\"\"", ":\"\""].iter().any(|doubled| {
            text.find(doubled).is_some_and(|at| {
                let next = text.as_bytes().get(at + doubled.len());
                next.is_some_and(u8::is_ascii_alphabetic)
            })
        });
    if seen & WRITTEN_FIRST == 0 && !is_percent_encoded && !is_csv {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        let ordinary = rest.bytes().position(|byte| BEGINS[usize::from(byte)] != 0);
        let (before, after) = rest.split_at(ordinary.unwrap_or(rest.len()));
        out.extend_from_slice(before.as_bytes());
        rest = after;
        let Some(&first) = rest.as_bytes().first() else { break };
        if BEGINS[usize::from(first)] == WRITTEN_FIRST {
            let written = WRITTEN.iter().find(|(written, _)| rest.starts_with(written));
            if let Some((written, for_text)) = written {
                out.extend_from_slice(for_text.as_bytes());
                rest = &rest[written.len()..];
                continue;
            }
        }
        let taken = match rest.as_bytes() {
            [b'\\', ..] => 1,
            [0x1b, b'[', sequence @ ..] => {
                let end = sequence.iter().take(16).position(u8::is_ascii_alphabetic);
                end.map_or(1, |end| end + 3)
            }
            [b'"', b'"', ..] if is_csv => {
                out.push(b'"');
                2
            }
            [b'%', high, low, ..] if is_percent_encoded => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let byte = digit(*high).zip(digit(*low)).map(|(high, low)| high << 4 | low);
                if let Some(byte) = byte.and_then(|byte| u8::try_from(byte).ok()) {
                    out.push(byte);
                    3
                } else {
                    out.push(b'%');
                    1
                }
            }
            _ => {
                let length = rest.chars().next().map_or(1, char::len_utf8);
                out.extend_from_slice(&rest.as_bytes()[..length]);
                length
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    Cow::Owned(match String::from_utf8(out) {
        Ok(text) => text,
        Err(no_text) => String::from_utf8_lossy(no_text.as_bytes()).into_owned(),
    })
}
