//! What an object may be wrapped in: byte order marks, UTF-16, an event stream.

use alloc::{borrow::Cow, string::String, vec::Vec};

/// Without byte order marks and whitespace around it.
pub(super) fn trim(body: &[u8]) -> &[u8] {
    let mut body = body.trim_ascii();
    while let Some(rest) = body.strip_prefix("\u{feff}".as_bytes()) {
        body = rest.trim_ascii_start();
    }
    body
}

/// The text of a body in UTF-16, which begins with a byte order mark: what PowerShell writes. What is no
/// UTF-16 is replaced.
pub(super) fn from_utf16(body: &[u8]) -> Option<String> {
    let (unit, body): (fn([u8; 2]) -> u16, _) = match body {
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        _ => return None,
    };
    let units = body.chunks(2).map(|bytes| match *bytes {
        [first, second] => unit([first, second]),
        // Half a unit is no character.
        _ => 0xfffd,
    });
    let characters = char::decode_utf16(units);
    Some(characters.map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// The first object that an event stream holds: the data of an event, without the names of its fields.
///
/// Source: [HTML, section 9.2.6](https://html.spec.whatwg.org/multipage/server-sent-events.html).
pub(super) fn first_object_of_event_stream(body: &[u8]) -> Option<Cow<'_, [u8]>> {
    const FIELDS: [&[u8]; 4] = [b"data:", b"event:", b"id:", b":"];
    if !FIELDS.iter().any(|field| body.starts_with(field)) {
        return None;
    }
    let mut lines = Lines(body).map(|line| line.strip_prefix(b"data:")).peekable();
    while let Some(line) = lines.next() {
        let Some(data) = line.map(<[u8]>::trim_ascii).filter(|data| data.starts_with(b"{")) else {
            continue;
        };
        if !matches!(lines.peek(), Some(Some(_))) {
            return Some(Cow::Borrowed(data));
        }
        // The lines of one event are one text.
        let mut text = Vec::from(data);
        while let Some(Some(data)) = lines.next_if(Option::is_some) {
            text.push(b'\n');
            text.extend_from_slice(data.strip_prefix(b" ").unwrap_or(data));
        }
        return Some(Cow::Owned(text));
    }
    None
}

/// Lines that end with CR, LF or both.
struct Lines<'a>(&'a [u8]);

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.0.is_empty() {
            return None;
        }
        let end = self.0.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let (line, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest.strip_prefix(b"\r\n").or_else(|| rest.get(1..)).unwrap_or_default();
        Some(line)
    }
}
