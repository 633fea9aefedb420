//! Finding a response's body in what was pasted: the body itself, or a line of a log around it.
//!
//! Input that is a body is read as the library reads it. Only where that gives no code is a body
//! looked for inside: at each place where an object may begin, with its quotes as they are (`{"`),
//! escaped once or more (`{\"`, `{\\\"`), or as nginx writes them (`{\x22`).

use std::borrow::Cow;

use apig_errors::{__private1_0::end_of_object, ErrorBody};

/// The most that is read of an object inside the input, in bytes.
const WINDOW: usize = 64 * 1024;

/// How many objects are read that are escaped or break off, so that no input takes long. Whole ones
/// are not counted: they are read once and passed over.
const ATTEMPTS: usize = 256;

/// The most levels of escapes that are taken off.
const LEVELS: usize = 4;

/// A body, and where it was found.
pub(crate) struct Found<'a> {
    pub(crate) body: Cow<'a, [u8]>,
    pub(crate) place: Place,
    /// Whether the structure is unbroken up to there. After a break nothing says what an object belongs to:
    /// it may be a partial result in a list, and its code vouches for nothing.
    pub(crate) vouches: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// There is no input.
    Empty,
    /// The input is the body.
    Whole,
    /// The body is inside the input.
    Inside,
    /// It does, and its quotes are escaped.
    Escaped,
}

impl Place {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Whole => "whole",
            Self::Inside => "inside",
            Self::Escaped => "escaped",
        }
    }
}

/// The body in this input: the input itself if it has a code; else the first object inside it that
/// is whole and has a code of the gateway, else one that breaks off, or has another code; else the
/// input itself.
pub(crate) fn find(input: &[u8]) -> Found<'_> {
    let whole = Found { body: Cow::Borrowed(input), place: Place::Whole, vouches: true };
    if input.trim_ascii().is_empty() {
        return Found { place: Place::Empty, ..whole };
    }
    if ErrorBody::parse(input).raw_code().is_some() {
        return whole;
    }
    let mut best: Option<((bool, bool), Found<'_>)> = None;
    for object in Objects::in_text(input) {
        let read = ErrorBody::parse(&object.text);
        if read.raw_code().is_none() {
            continue;
        }
        let rank = (read.code().is_none(), !object.is_whole);
        let place = if object.level == 0 { Place::Inside } else { Place::Escaped };
        if best.as_ref().is_none_or(|(best, _)| rank < *best) {
            let vouches = !object.is_after_break;
            best = Some((rank, Found { body: object.text, place, vouches }));
        }
        if rank == (false, false) {
            break;
        }
    }
    best.map_or(whole, |(_, found)| found)
}

/// Whether an object of this input has another code of the gateway than this one.
pub(crate) fn holds_another(input: &[u8], raw_code: Option<&str>) -> bool {
    Objects::in_text(input).any(|object| {
        let read = ErrorBody::parse(&object.text);
        object.is_whole && read.code().is_some() && read.raw_code() != raw_code
    })
}

/// What may be a JSON object inside a text.
struct Object<'a> {
    /// Without the escapes.
    text: Cow<'a, [u8]>,
    /// How often it was escaped.
    level: usize,
    /// Whether it does not break off.
    is_whole: bool,
    /// Whether one before it does.
    is_after_break: bool,
}

/// The objects of a text that stand in no other object of it: a body decides for itself which of
/// its members count. Those inside a string of another object do count.
struct Objects<'a> {
    input: &'a [u8],
    /// Where the input's first byte is that is no whitespace.
    start: usize,
    at: usize,
    attempts: usize,
    /// Whether an object broke off.
    is_broken: bool,
    /// Up to where an object of each level reaches that was given already.
    given: [usize; LEVELS + 1],
}

impl<'a> Objects<'a> {
    fn in_text(input: &'a [u8]) -> Self {
        let start = input.len() - input.trim_ascii_start().len();
        Self { input, start, at: 0, attempts: ATTEMPTS, is_broken: false, given: [0; LEVELS + 1] }
    }

    /// The object that begins here, and where it ends if it is whole.
    fn read(&mut self, at: usize, level: usize) -> (Cow<'a, [u8]>, Option<usize>) {
        // What the input begins with is the body itself, however long; a line of a log is not.
        let is_input = at == self.start;
        let rest = &self.input[at..];
        let rest = if is_input { rest } else { &rest[..WINDOW.min(rest.len())] };
        if level == 0 {
            let end = end_of_object(rest);
            self.attempts -= usize::from(end.is_none());
            return (Cow::Borrowed(&rest[..end.unwrap_or(rest.len())]), end);
        }
        self.attempts -= 1;
        let mut text = rest.to_vec();
        for _ in 0..level {
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
            let at = self.at + self.input[self.at..].iter().position(|&byte| byte == b'{')?;
            self.at = at + 1;
            let Some(level) = level_of_object(&self.input[self.at..]) else { continue };
            if at < self.given[level] {
                continue;
            }
            let (text, end) = self.read(at, level);
            self.given[level] = end.map_or(0, |end| at + end);
            let is_after_break = self.is_broken;
            self.is_broken |= end.is_none();
            return Some(Object { text, level, is_whole: end.is_some(), is_after_break });
        }
        None
    }
}

/// How often the object is escaped that begins with this after its brace; `None` where none does.
fn level_of_object(after_brace: &[u8]) -> Option<usize> {
    let mut rest = after_brace.trim_ascii_start();
    loop {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(input: &str) -> (Option<String>, String, Place) {
        let found = find(input.as_bytes());
        let body = ErrorBody::parse(&found.body);
        (body.raw_code().map(str::to_owned), body.message().to_owned(), found.place)
    }

    #[test]
    fn a_body_is_read_as_the_library_reads_it() {
        let (code, message, place) = found(r#"{"error_msg":"m","error_code":"APIG.0308"}"#);
        assert_eq!((code.as_deref(), &*message, place), (Some("APIG.0308"), "m", Place::Whole));
        // Another service's, although a gateway's body is quoted in it.
        let foreign = r#"{"error_code":"DNS.0014","error_msg":"{\"error_code\":\"APIG.0308\"}"}"#;
        assert_eq!(found(foreign).0.as_deref(), Some("DNS.0014"));
        // Partial results are none of the response's codes, neither for the library nor here.
        let partial = r#"{"results":[{"error_code":"APIG.0308"}]}"#;
        assert_eq!((found(partial).0, found(partial).2), (None, Place::Whole));
        assert_eq!(found("").2, Place::Empty);
        assert_eq!(found(" \n").2, Place::Empty);
        assert_eq!(found("Bad Gateway"), (None, "Bad Gateway".to_owned(), Place::Whole));
    }

    #[test]
    fn a_body_is_found_in_a_line_of_a_log() {
        let body = r#"{"error_msg":"say \"{\\n\" – é","error_code":"APIG.0308"}"#;
        let expected = ErrorBody::parse(body.as_bytes()).message().to_owned();
        let mut escaped = body.to_owned();
        for level in 0..=LEVELS {
            for line in [
                format!("2024-05-01 ERROR [x{{y}}] status=429 body={escaped} took=3ms"),
                format!("call {{ id: 7 }} failed: \"{escaped}\"\n"),
                format!("data: {{\"choices\":[{{}}]}}\n\ndata: {escaped}"),
            ] {
                let place = if level == 0 { Place::Inside } else { Place::Escaped };
                assert_eq!(
                    found(&line),
                    (Some("APIG.0308".to_owned()), expected.clone(), place),
                    "{line}"
                );
            }
            // As JSON does it.
            escaped = serde_json::Value::from(escaped).to_string();
            escaped = escaped[1..escaped.len() - 1].to_owned();
        }
    }

    #[test]
    fn a_body_is_found_in_a_string_of_a_json_log() {
        let inner = r#"{"error_msg":"m","error_code":"APIG.0203","request_id":"r"}"#;
        let line = serde_json::json!({"level": "error", "tags": [{"a": 1}], "msg": format!("call failed: {inner}")});
        assert_eq!(found(&line.to_string()).0.as_deref(), Some("APIG.0203"));
        let docker = serde_json::json!({"log": line.to_string(), "stream": "stderr"}).to_string();
        let (code, message, place) = found(&docker);
        assert_eq!((code.as_deref(), &*message, place), (Some("APIG.0203"), "m", Place::Escaped));
    }

    #[test]
    fn a_pretty_body_is_found_escaped() {
        let line = r#"body="{\n  \"error_msg\" : \"m\",\n\t\"error_code\" : \"APIG.0308\"\n}""#;
        assert_eq!(found(line).0.as_deref(), Some("APIG.0308"));
    }

    #[test]
    fn the_escapes_of_nginx_are_taken_off() {
        let line = r"1.2.3.4 429 {\x22error_msg\x22:\x22\xE9\x80\x9F\x22,\x22error_code\x22:\x22APIG.0308\x22}";
        let (code, message, _) = found(line);
        assert_eq!((code.as_deref(), &*message), (Some("APIG.0308"), "速"));
    }

    #[test]
    fn a_body_that_breaks_off_is_found() {
        assert_eq!(
            found(r#"body={"error_code":"APIG.0203","error_msg":"Backend ti"#).0.as_deref(),
            Some("APIG.0203")
        );
        assert_eq!(
            found(r#"{"msg":"{\"error_code\":\"APIG.0203\",\"error_msg\":\"Backe"#).0.as_deref(),
            Some("APIG.0203")
        );
    }

    #[test]
    fn a_code_of_the_gateway_comes_before_others() {
        let line = r#"a={"code":"E7","message":"retrying"} b={"error_code":"APIG.0308"}"#;
        assert_eq!(found(line).0.as_deref(), Some("APIG.0308"));
        let line = r#"a={"id":1} b={"code":"E7","message":"retrying"} c={"error_code":"DNS.0014"}"#;
        assert_eq!(found(line).0.as_deref(), Some("E7"));
    }

    #[test]
    fn a_whole_body_comes_before_one_that_breaks_off() {
        let body = r#"{"error_msg":"m","error_code":"APIG.0308"}"#;
        let line = format!(r#"request={{"id":7,oops}} body={body} more={body}"#);
        let (code, message, place) = found(&line);
        assert_eq!((code.as_deref(), &*message, place), (Some("APIG.0308"), "m", Place::Inside));
    }

    #[test]
    fn escapes_are_those_of_json_and_whatever_else_stays() {
        let plain = |text: &str| String::from_utf8(unescape(text.as_bytes())).unwrap();
        assert_eq!(plain(r"\u00e9 \ud83d\ude00 \n\t\/ \'"), "é 😀 \n\t/ '");
        assert_eq!(plain(r"\ud83d! \uzz \xzz \"), "\u{fffd}! \u{fffd}zz xzz \\");
        assert_eq!(plain("a\\\"b\"c"), "a\"b");
    }

    #[test]
    fn no_input_takes_long_or_panics() {
        for part in
            ["{", "{\"", "{\\\"", "{\"a\":", "{\\\"a\\\":{", "{\\\"a\\\":1}", "\\", "\u{fffd}{"]
        {
            let started = std::time::Instant::now();
            let input = part.repeat(crate::input::LIMIT / part.len());
            assert!(ErrorBody::parse(&find(input.as_bytes()).body).raw_code().is_none(), "{part}");
            assert!(started.elapsed().as_secs() < 30, "{part}: {:?}", started.elapsed());
        }
    }
}
