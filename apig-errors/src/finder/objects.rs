//! The JSON objects inside a text: with their quotes as they are (`{"`), escaped once or more (`{\"`,
//! `{\\\"`), or as nginx writes them (`{\x22`).

use alloc::{borrow::Cow, vec::Vec};

use super::steps;
use crate::body::end_of_object;

/// The most that is read of an object inside the text, in bytes.
pub(super) const WINDOW: usize = 64 * 1024;

/// How many objects are read that are escaped or break off, so that no text takes long. Whole ones
/// are not counted: they are read once and passed over.
pub(super) const ATTEMPTS: usize = 256;

/// The most levels of escapes that are taken off.
pub(super) const LEVELS: usize = 4;

/// What may be a JSON object inside a text.
pub(super) struct Object<'a> {
    /// Without the escapes.
    pub(super) text: Cow<'a, [u8]>,
    /// Where it begins.
    pub(super) start: usize,
    /// How long it is in the text; `None` where it breaks off.
    pub(super) end: Option<usize>,
    /// Whether one before it breaks off.
    pub(super) is_after_break: bool,
    /// Whether it is, or may be, in an array.
    pub(super) is_in_array: bool,
}

/// The objects of a text that stand in no other object of it: a body decides for itself which of
/// its members count. Those inside a string of another object do count.
pub(super) struct Objects<'a> {
    text: &'a str,
    input: &'a [u8],
    /// Where the input's first byte is that is no whitespace.
    start: usize,
    at: usize,
    attempts: usize,
    /// Whether an object broke off.
    is_broken: bool,
    /// Up to where an object of each level reaches that was given already.
    given: [usize; LEVELS + 1],
    arrays: Arrays,
    /// Whether the text itself is an array.
    is_list: bool,
}

impl<'a> Objects<'a> {
    pub(super) fn in_text(text: &'a str) -> Self {
        let input = text.as_bytes();
        let start = input.len() - input.trim_ascii_start().len();
        let inner = input[start..].strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
        let is_list = matches!(inner, Some([b'{' | b'[' | b'"', ..]));
        Self {
            text,
            input,
            start,
            at: 0,
            attempts: ATTEMPTS,
            is_broken: false,
            given: [0; LEVELS + 1],
            arrays: Arrays::default(),
            is_list,
        }
    }

    /// The object that begins here, and where it ends if it is whole.
    fn read(&mut self, at: usize, level: usize) -> (Cow<'a, [u8]>, Option<usize>) {
        // What the input begins with is the body itself, however long; a line of a log is not.
        let is_input = at == self.start;
        let rest = &self.input[at..];
        let rest = if is_input { rest } else { &rest[..WINDOW.min(rest.len())] };
        if level == 0 {
            let end = end_of_object(rest);
            steps::count(end.unwrap_or(rest.len()));
            self.attempts -= usize::from(end.is_none());
            return (Cow::Borrowed(&rest[..end.unwrap_or(rest.len())]), end);
        }
        self.attempts -= 1;
        let mut text = rest.to_vec();
        for _ in 0..level {
            steps::count(text.len());
            text = unescape(&text);
        }
        let end = end_of_object(&text).and_then(|end| {
            text.truncate(end);
            // Nobody escapes braces, so they stand for each other in both texts.
            closing(&text).zip(closing(rest)).last().map(|(_, at)| at + 1)
        });
        (Cow::Owned(text), end)
    }
}

impl<'a> Iterator for Objects<'a> {
    type Item = Object<'a>;

    fn next(&mut self) -> Option<Object<'a>> {
        while self.attempts > 0 {
            let rest = &self.text[self.at..];
            let next = rest.find('{');
            steps::count(next.unwrap_or(rest.len()) + 1);
            let at = self.at + next?;
            self.at = at + 1;
            let Some(level) = level_of_object(&self.input[self.at..]) else { continue };
            if at < self.given[level] {
                continue;
            }
            let (text, end) = self.read(at, level);
            let is_after_break = self.is_broken;
            self.is_broken |= end.is_none();
            let before = before_whitespace(&self.input[..at], level);
            // An array's bracket or comma comes directly before, in a string too.
            let is_element = matches!(before.last(), Some(b'[' | b','));
            let is_in_array = is_element
                || if at >= self.given[0] {
                    // In no object. (In a string of an array at the top nothing of it comes before.)
                    self.is_list
                } else {
                    // In a string of an object: of that one's array, or of one deeper down.
                    let nested = self.given[1..level].iter().any(|&end| at < end);
                    nested || self.arrays.holds(self.input, at)
                };
            if level == 0 {
                self.arrays = Arrays { at, ..Arrays::default() };
                self.arrays.is_element = is_in_array;
            }
            self.given[level] = end.map_or(0, |end| at + end);
            return Some(Object { text, start: at, end, is_after_break, is_in_array });
        }
        None
    }
}

/// The text without the whitespace at its end, and, in a string, without what stands for some: `\n`.
fn before_whitespace(text: &[u8], level: usize) -> &[u8] {
    let mut before = text;
    loop {
        before = before.trim_ascii_end();
        let escape = before.split_last().filter(|_| level > 0);
        match escape {
            Some((b'n' | b'r' | b't', rest @ [.., b'\\'])) => {
                let backslashes = rest.iter().rev().take_while(|&&byte| byte == b'\\').count();
                before = &rest[..rest.len() - backslashes];
            }
            _ => break,
        }
    }
    steps::count(text.len() - before.len() + 1);
    before
}

/// How often the object is escaped that begins with this after its brace; `None` where none does.
fn level_of_object(after_brace: &[u8]) -> Option<usize> {
    let mut rest = after_brace.trim_ascii_start();
    loop {
        steps::count(1);
        let backslashes = rest.iter().take_while(|&&byte| byte == b'\\').count();
        match &rest[backslashes..] {
            // Whitespace of the object, escaped with it.
            [b'n' | b'r' | b't', after @ ..] if backslashes > 0 => {
                rest = after.trim_ascii_start();
            }
            [b'x', b'2', b'2', ..] if backslashes == 1 => return Some(1),
            [b'"', ..] => {
                // None, one, three, seven: each level doubles them and adds one.
                let level = (backslashes + 1).ilog2() as usize;
                let is_sound = (backslashes + 1).is_power_of_two() && level <= LEVELS;
                return is_sound.then_some(level);
            }
            _ => return None,
        }
    }
}

/// Where the closing braces stand.
fn closing(text: &[u8]) -> impl Iterator<Item = usize> {
    text.iter().enumerate().filter(|&(_, &byte)| byte == b'}').map(|(at, _)| at)
}

/// The text without one level of escapes, up to a quote that is not escaped, for there the string
/// around it ends. What is no escape stays as it is.
fn unescape(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        rest = match rest {
            [] | [b'"', ..] => return plain,
            [b'\\', b'u', after @ ..] => {
                let (character, taken) = code_point(after);
                plain.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                &after[taken..]
            }
            [b'\\', b'x', high, low, after @ ..] if hex(&[*high, *low]).is_some() => {
                plain.extend(hex(&[*high, *low]).and_then(|byte| u8::try_from(byte).ok()));
                after
            }
            [b'\\', escaped, after @ ..] => {
                plain.push(match escaped {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => *other,
                });
                after
            }
            [byte, after @ ..] => {
                plain.push(*byte);
                after
            }
        };
    }
}

/// The character that `\u` and this stand for, and how many bytes of it: four digits, or four and
/// the other half of a pair. What is none is the character for that, and takes nothing.
fn code_point(digits: &[u8]) -> (char, usize) {
    let unit = |at: usize| digits.get(at..at + 4).and_then(hex);
    let pair = || {
        let low = digits.get(4..6).filter(|next| next == b"\\u").and_then(|_| unit(6))?;
        char::decode_utf16([unit(0)?, low]).next()?.ok()
    };
    match unit(0) {
        Some(unit) => match char::from_u32(unit.into()) {
            Some(character) => (character, 4),
            None => pair().map_or((char::REPLACEMENT_CHARACTER, 4), |character| (character, 10)),
        },
        None => (char::REPLACEMENT_CHARACTER, 0),
    }
}

/// At most four digits.
fn hex(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0, |number, &digit| {
        let digit = char::from(digit).to_digit(16).and_then(|digit| u16::try_from(digit).ok())?;
        Some(number << 4 | digit)
    })
}

/// Which arrays are open at a place of an object that is whole. Places come in order, so that each byte is
/// looked at once.
#[derive(Default)]
struct Arrays {
    at: usize,
    open: usize,
    is_in_string: bool,
    /// Whether the object itself is in an array.
    is_element: bool,
}

impl Arrays {
    fn holds(&mut self, text: &[u8], place: usize) -> bool {
        while self.at < place {
            steps::count(1);
            match text[self.at] {
                b'\\' if self.is_in_string => self.at += 1,
                b'"' => self.is_in_string = !self.is_in_string,
                b'[' if !self.is_in_string => self.open += 1,
                b']' if !self.is_in_string => self.open = self.open.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
        }
        self.is_element || self.open > 0
    }
}

#[cfg(test)]
mod tests {
    use alloc::{borrow::ToOwned, format, string::String};

    use super::*;
    use crate::{ErrorBody, responses_in};

    #[test]
    fn escapes_are_those_of_json_and_whatever_else_stays() {
        let plain = |text: &str| String::from_utf8(unescape(text.as_bytes())).unwrap();
        assert_eq!(plain(r"\u00e9 \ud83d\ude00 \n\t\/ \'"), "é 😀 \n\t/ '");
        assert_eq!(plain(r"\ud83d! \uzz \xzz \"), "\u{fffd}! \u{fffd}zz xzz \\");
        assert_eq!(plain("a\\\"b\"c"), "a\"b");
    }

    #[test]
    fn a_body_is_found_in_a_line_of_a_log_at_each_level_of_escaping() {
        let body = r#"{"error_msg":"say \"{\\n\" – é","error_code":"APIG.0308"}"#;
        let expected = ErrorBody::parse(body.as_bytes()).message().to_owned();
        let mut escaped = body.to_owned();
        for _ in 0..3 {
            for line in [
                format!("2024-05-01 ERROR [x{{y}}] status=429 body={escaped} took=3ms"),
                format!("call {{ id: 7 }} failed: \"{escaped}\"\n"),
            ] {
                let found = responses_in(&line).find(|found| found.raw_code().is_some());
                let found = found.expect("there is one");
                assert_eq!(found.raw_code(), Some("APIG.0308"), "{line}");
                assert_eq!(found.message(), expected, "{line}");
            }
            escaped = escaped.replace('\\', r"\\").replace('"', r#"\""#);
        }
    }

    /// Code and message of the responses with a code.
    fn coded(text: &str) -> Vec<(String, String)> {
        let owned = |found: crate::Found<'_>| {
            Some((found.raw_code()?.to_owned(), found.message().to_owned()))
        };
        responses_in(text).filter_map(owned).collect()
    }

    #[test]
    fn the_escapes_of_nginx_are_taken_off() {
        let line = r"1.2.3.4 429 {\x22error_msg\x22:\x22\xE9\x80\x9F\x22,\x22error_code\x22:\x22APIG.0308\x22}";
        assert_eq!(coded(line), [("APIG.0308".to_owned(), "速".to_owned())]);
    }

    #[test]
    fn a_pretty_body_is_found_escaped() {
        let line = r#"body="{\n  \"error_msg\" : \"m\",\n\t\"error_code\" : \"APIG.0308\"\n}""#;
        assert_eq!(coded(line), [("APIG.0308".to_owned(), "m".to_owned())]);
    }

    #[test]
    fn a_body_that_breaks_off_is_found() {
        for text in [
            r#"body={"error_code":"APIG.0203","error_msg":"Backend ti"#,
            r#"{"msg":"{\"error_code\":\"APIG.0203\",\"error_msg\":\"Backe"#,
        ] {
            assert_eq!(coded(text)[0].0, "APIG.0203", "{text}");
        }
    }

    #[test]
    fn a_request_that_breaks_off_does_not_hide_the_body_after_it() {
        let body = r#"{"error_msg":"m","error_code":"APIG.0308"}"#;
        let line = format!(r#"request={{"id":7,oops}} body={body}"#);
        assert_eq!(coded(&line), [("APIG.0308".to_owned(), "m".to_owned())]);
    }
}
