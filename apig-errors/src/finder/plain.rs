//! A piece of a text as it was before programs quoted it: without escapes, colours and entities.

use alloc::{string::String, vec::Vec};

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

/// Takes off what other programs put on. Linear: each byte is looked at a bounded number of times.
pub(super) fn plain(text: &str) -> String {
    let is_percent_encoded = text.contains("%22") || text.contains("%3A") || text.contains("%3a");
    let is_csv = ["{\"\"", ",\"\"", ":\"\""].iter().any(|doubled| {
        text.find(doubled).is_some_and(|at| {
            let next = text.as_bytes().get(at + doubled.len());
            next.is_some_and(u8::is_ascii_alphabetic)
        })
    });
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(&first) = rest.as_bytes().first() {
        if matches!(first, b'&' | b'<' | b'#' | b'\\' | 0xc2 | 0xe2 | 0xef) {
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
    String::from_utf8_lossy(&out).into_owned()
}
