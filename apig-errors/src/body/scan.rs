//! The lexer of bodies: lenient in bytes, strict in structure.
//!
//! Gateways and proxies concatenate strings: they send raw control characters, half a surrogate pair,
//! GBK. None of that changes where a string ends, so it is read. What does change it, such as a quote
//! within a string, is a break, and nothing after a break can be trusted to be what it looks like.
//!
//! No recursion: what is skipped is counted, one bit a level.

use alloc::{borrow::Cow, string::String, vec, vec::Vec};
use core::str;

use crate::texts::cut;

/// The structure breaks here, or the body ends.
#[derive(Debug)]
pub(super) struct Broken;

/// A place in a body.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'a> {
    body: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(body: &'a [u8]) -> Self {
        Self { body, at: 0 }
    }

    #[inline]
    pub(super) fn body(&self) -> &'a [u8] {
        self.body
    }

    /// The next byte after whitespace, which is passed over; `None` at the end of the body.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        count(1);
        let mut byte = *self.body.get(self.at)?;
        while byte <= b' ' && matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            count(1);
            self.at += 1;
            byte = *self.body.get(self.at)?;
        }
        Some(byte)
    }

    /// Passes over the byte that [`peek`](Self::peek) gave.
    #[inline]
    pub(super) fn bump(&mut self) {
        self.at += 1;
    }

    /// Passes over this text, if the body goes on with it.
    #[inline]
    pub(super) fn skip_prefix(&mut self, prefix: &[u8]) -> bool {
        let goes_on = self.body.get(self.at..).is_some_and(|rest| rest.starts_with(prefix));
        if goes_on {
            self.at += prefix.len();
        }
        goes_on
    }

    /// Passes over this byte, and whitespace before it.
    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Broken> {
        if self.peek() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            Err(Broken)
        }
    }

    /// The string whose opening quote was passed over. Where the body ends before its closing quote, what
    /// there is of it, marked as cut off.
    #[inline]
    pub(super) fn string(&mut self) -> Raw {
        let start = self.at;
        let first = end_of_run(self.body, start);
        let end = end_of_string(self.body, first);
        // Past the quote, if there is one.
        self.at = (end + 1).min(self.body.len());
        let form = Form::of(first < end, self.at == end);
        Raw { start, end, form }
    }

    /// Passes over a string whose opening quote was passed over.
    #[inline]
    fn skip_string(&mut self) -> Result<(), Broken> {
        let end = end_of_string(self.body, end_of_run(self.body, self.at));
        self.at = end + 1;
        if end < self.body.len() { Ok(()) } else { Err(Broken) }
    }

    /// Passes over a number, of whatever size, or one of the words that stand for a value.
    #[inline]
    pub(super) fn scalar(&mut self) -> Result<(), Broken> {
        let rest = &self.body[self.at..];
        let is_token = |byte: &u8| IS_TOKEN[usize::from(*byte)];
        let length = rest.iter().position(|byte| !is_token(byte)).unwrap_or(rest.len());
        count(length + 1);
        self.at += length;
        match &rest[..length] {
            // `NaN` and the like are what JavaScript and Python write where JSON has no number.
            [b'-' | b'0'..=b'9', ..] | b"true" | b"false" | b"null" | b"NaN" | b"Infinity" => {
                Ok(())
            }
            _ => Err(Broken),
        }
    }

    /// Passes over an array or an object with all that is in it; its opening bracket was passed over.
    #[inline]
    pub(super) fn skip(&mut self, is_object: bool) -> Result<(), Broken> {
        *self = self.after_nested(is_object)?;
        Ok(())
    }

    // By value, so that a scanner that is not handed out may stay in registers.
    #[inline(never)]
    fn after_nested(mut self, is_object: bool) -> Result<Self, Broken> {
        let mut nesting = Nesting::default();
        nesting.push(is_object);
        loop {
            // After an opening bracket or a comma: a member, an element, or the end. (A comma before it is
            // one too many.)
            let byte = self.peek().ok_or(Broken)?;
            if byte != nesting.closing() {
                let mut value = byte;
                if nesting.in_object() {
                    self.expect(b'"')?;
                    self.skip_string()?;
                    self.expect(b':')?;
                    value = self.peek().ok_or(Broken)?;
                }
                match value {
                    b'"' => {
                        self.bump();
                        self.skip_string()?;
                    }
                    b'{' | b'[' => {
                        self.bump();
                        nesting.push(value == b'{');
                        continue;
                    }
                    _ => self.scalar()?,
                }
            }
            // After a value.
            loop {
                let byte = self.peek().ok_or(Broken)?;
                if byte == b',' {
                    self.bump();
                    break;
                }
                if byte != nesting.closing() {
                    return Err(Broken);
                }
                self.bump();
                nesting.pop();
                if nesting.is_empty() {
                    return Ok(self);
                }
            }
        }
    }
}

/// The bytes that numbers and words are made of.
const IS_TOKEN: [bool; 256] = {
    let mut is_token = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        is_token[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-');
        byte += 1;
    }
    is_token
};

/// Where the object ends that this text begins with; `None` where it does not begin with one, or the
/// object breaks or ends early.
pub(crate) fn end_of_object(text: &[u8]) -> Option<usize> {
    let mut scanner = Scanner::new(text);
    scanner.expect(b'{').ok()?;
    scanner.skip(true).ok()?;
    Some(scanner.at)
}

/// Which brackets are open: a bit each, so that no depth takes stack, and under 65 levels nothing is
/// allocated.
#[derive(Default)]
struct Nesting {
    /// The innermost levels, the last one lowest; 1 for an object.
    bits: u64,
    levels: usize,
    /// Those around them, 64 each.
    outer: Vec<u64>,
}

impl Nesting {
    #[inline]
    fn push(&mut self, is_object: bool) {
        if self.levels % 64 == 0 && self.levels > 0 {
            self.outer.push(self.bits);
        }
        self.bits = self.bits << 1 | u64::from(is_object);
        self.levels += 1;
    }

    #[inline]
    fn pop(&mut self) {
        self.levels -= 1;
        self.bits >>= 1;
        if self.levels % 64 == 0 {
            self.bits = self.outer.pop().unwrap_or_default();
        }
    }

    #[inline]
    fn in_object(&self) -> bool {
        self.bits & 1 == 1
    }

    #[inline]
    fn closing(&self) -> u8 {
        if self.in_object() { b'}' } else { b']' }
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.levels == 0
    }
}

/// Where a string ends whose first quote or backslash is here: at its closing quote or with the body.
#[inline]
fn end_of_string(body: &[u8], first: usize) -> usize {
    if body.get(first) == Some(&b'\\') { end_after_escapes(body, first) } else { first }
}

#[inline(never)]
fn end_after_escapes(body: &[u8], first: usize) -> usize {
    let mut end = first;
    while body.get(end) == Some(&b'\\') {
        end = end_of_run(body, (end + 2).min(body.len()));
    }
    end
}

/// Where the next quote or backslash is, from this place on; the length of the body where there is none.
#[inline]
fn end_of_run(body: &[u8], from: usize) -> usize {
    // Most strings are short.
    let mut at = from;
    for _ in 0..2 {
        let Some(found) = end_in_word(body, at) else { break };
        count(8);
        if found < 8 {
            return at + found;
        }
        at += 8;
    }
    let end = end_of_long_run(body, at);
    count(end - at + 1);
    end
}

#[inline(never)]
fn end_of_long_run(body: &[u8], from: usize) -> usize {
    // Few strings are so long that large blocks pay.
    let mut at = from + length_of_blocks::<16>(&body[from..body.len().min(from + 128)]);
    if at == from + 128 {
        at += length_of_blocks::<64>(&body[at..]);
        at += length_of_blocks::<16>(&body[at..]);
    }
    while let Some(found) = end_in_word(body, at) {
        if found < 8 {
            return at + found;
        }
        at += 8;
    }
    let rest = body[at..].iter().position(|byte| matches!(byte, b'"' | b'\\'));
    rest.map_or(body.len(), |length| at + length)
}

/// How many of the eight bytes at this place come before the first quote or backslash; `None` where there
/// are no eight.
#[inline]
fn end_in_word(body: &[u8], at: usize) -> Option<usize> {
    let word = *body.get(at..)?.first_chunk()?;
    Some(first_of(marks(word, b'"') | marks(word, b'\\')))
}

/// A word whose lowest high bit is that of the first byte which is this one; those above it may be wrong.
#[inline]
fn marks(word: [u8; 8], byte: u8) -> u64 {
    let word = u64::from_le_bytes(word) ^ u64::from_le_bytes([byte; 8]);
    word.wrapping_sub(u64::from_le_bytes([1; 8])) & !word
}

/// How many bytes come before the first that is marked; eight where none is.
#[inline]
fn first_of(marks: u64) -> usize {
    (marks & u64::from_le_bytes([0x80; 8])).trailing_zeros() as usize / 8
}

/// How many bytes there are in whole blocks before the first that holds a quote or a backslash. A block is
/// compared without a branch, so that the compiler takes vector instructions.
#[inline]
fn length_of_blocks<const BLOCK: usize>(bytes: &[u8]) -> usize {
    let holds_end = |block: &[u8]| {
        let found = |found, &byte| found | u8::from(byte == b'"') | u8::from(byte == b'\\');
        block.iter().fold(0, found) != 0
    };
    let blocks = bytes.chunks_exact(BLOCK);
    let before = blocks.take_while(|block| !holds_end(block)).count();
    before * BLOCK
}

/// Where a string is in the body, without its quotes, and how it is written. What asks for the body has to
/// be handed that one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw {
    start: usize,
    end: usize,
    form: Form,
}

/// How a string is written. (As wide as a word, so that strings are copied by words.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
enum Form {
    Plain,
    /// It holds a backslash.
    Escaped,
    /// The body ends before its closing quote.
    CutOff,
    EscapedAndCutOff,
}

impl Form {
    #[inline]
    fn of(is_escaped: bool, is_cut_off: bool) -> Self {
        match (is_escaped, is_cut_off) {
            (false, false) => Self::Plain,
            (true, false) => Self::Escaped,
            (false, true) => Self::CutOff,
            (true, true) => Self::EscapedAndCutOff,
        }
    }
}

impl Raw {
    /// The body as a text: whatever it holds stands for itself.
    pub(super) fn whole(body: &[u8]) -> Self {
        Self { start: 0, end: body.len(), form: Form::Plain }
    }

    #[inline]
    fn bytes(self, body: &[u8]) -> &[u8] {
        body.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether the body ends before the closing quote.
    #[inline]
    pub(super) fn is_cut_off(self) -> bool {
        matches!(self.form, Form::CutOff | Form::EscapedAndCutOff)
    }

    #[inline]
    fn is_escaped(self) -> bool {
        matches!(self.form, Form::Escaped | Form::EscapedAndCutOff)
    }

    /// What this makes of the bytes of a text; `None` for one with escapes and more than 64 bytes.
    #[inline]
    pub(super) fn with_short<T>(self, body: &[u8], read: impl Fn(&[u8]) -> T) -> Option<T> {
        if self.is_escaped() {
            self.decoded(body, &mut [0; 64]).map(read)
        } else {
            Some(read(self.bytes(body)))
        }
    }

    /// The bytes of a text, decoded into this buffer; `None` where they do not fit.
    #[inline(never)]
    fn decoded<'b>(self, body: &[u8], buffer: &'b mut [u8]) -> Option<&'b [u8]> {
        let (length, is_whole) = self.decode(body, buffer);
        is_whole.then(|| &buffer[..length])
    }

    /// The text, or as much of its beginning as fits `limit` bytes and ends with a whole character.
    #[inline]
    pub(super) fn text(self, body: &[u8], limit: usize) -> Cow<'_, str> {
        let bytes = self.bytes(body);
        if !self.is_escaped() && bytes.len() <= limit {
            if let Ok(text) = str::from_utf8(bytes) {
                return Cow::Borrowed(text);
            }
        }
        self.long_text(body, limit)
    }

    #[inline(never)]
    fn long_text(self, body: &[u8], limit: usize) -> Cow<'_, str> {
        let bytes = self.bytes(body);
        // A few bytes more than the limit tell whether the last character is whole.
        let enough = limit + 3;
        if !self.is_escaped() {
            let beginning = &bytes[..bytes.len().min(enough)];
            let is_whole = beginning.len() == bytes.len() && !self.is_cut_off();
            return match str::from_utf8(beginning) {
                Ok(text) => Cow::Borrowed(cut(text, limit)),
                Err(error) if error.error_len().is_none() && !is_whole => {
                    let valid = &beginning[..error.valid_up_to()];
                    Cow::Borrowed(cut(str::from_utf8(valid).unwrap_or_default(), limit))
                }
                Err(_) => Cow::Owned(lossy(beginning, is_whole, limit)),
            };
        }
        let mut decoded = vec![0; bytes.len().min(enough)];
        let (length, is_whole) = self.decode(body, &mut decoded);
        decoded.truncate(length);
        match String::from_utf8(decoded) {
            Ok(mut text) => {
                text.truncate(cut(&text, limit).len());
                Cow::Owned(text)
            }
            Err(error) => {
                Cow::Owned(lossy(error.as_bytes(), is_whole && !self.is_cut_off(), limit))
            }
        }
    }

    /// Whether the text is empty.
    #[inline]
    pub(super) fn is_empty(self, body: &[u8]) -> bool {
        // What was cut off may end within an escape or a character, and be nothing without it.
        self.start == self.end || (self.is_cut_off() && self.text(body, 4).is_empty())
    }

    /// Whether the first character is there, and is no whitespace: a quick look.
    #[inline]
    pub(super) fn begins_with_a_character(self, body: &[u8]) -> bool {
        let begins = |byte: &u8| !byte.is_ascii_whitespace() && byte.is_ascii();
        self.form == Form::Plain && self.bytes(body).first().is_some_and(begins)
    }

    /// Writes the text, escapes resolved, into this buffer: how many bytes, and whether that is all of it. It
    /// never takes more than the string as it is written. An escape that is none stands for its character.
    fn decode(self, body: &[u8], into: &mut [u8]) -> (usize, bool) {
        let bytes = self.bytes(body);
        count(bytes.len().min(into.len()));
        let (mut from, mut to) = (0, 0);
        loop {
            // What is copied too much is written over.
            while let (Some(word), Some(room)) =
                (bytes[from..].first_chunk::<8>(), into[to..].first_chunk_mut::<8>())
            {
                *room = *word;
                let copied = first_of(marks(*word, b'\\'));
                from += copied;
                to += copied;
                if copied < 8 {
                    break;
                }
            }
            let byte = match bytes[from..] {
                // The end, also within an escape.
                [] | [b'\\'] => return (to, true),
                [b'\\', b'u', ref digits @ ..] => {
                    let Some((character, taken)) = self.code_point(digits) else {
                        return (to, true);
                    };
                    let mut encoded = [0; 4];
                    let encoded = character.encode_utf8(&mut encoded).as_bytes();
                    let Some(room) = into.get_mut(to..to + encoded.len()) else {
                        return (to, false);
                    };
                    room.copy_from_slice(encoded);
                    from += 2 + taken;
                    to += encoded.len();
                    continue;
                }
                [b'\\', escaped, ..] => {
                    from += 1;
                    match escaped {
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        b'b' => 8,
                        b'f' => 12,
                        other => other,
                    }
                }
                [byte, ..] => byte,
            };
            let Some(room) = into.get_mut(to) else { return (to, false) };
            *room = byte;
            from += 1;
            to += 1;
        }
    }

    /// The character of the escape `\u` that these digits belong to, and how many bytes it takes: four, or
    /// with the other half of a pair ten. `None` where the body ends within it.
    fn code_point(self, digits: &[u8]) -> Option<(char, usize)> {
        let ends_within = |length| self.is_cut_off() && digits.len() < length;
        let Some(unit) = hex(digits) else {
            // No escape, so its letter is text.
            return if ends_within(4) { None } else { Some(('u', 0)) };
        };
        if !matches!(unit, 0xd800..=0xdbff) {
            let character = char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
            return Some((character, 4));
        }
        let rest = &digits[4..];
        if ends_within(10) && br"\u".iter().zip(rest).all(|(expected, byte)| expected == byte) {
            return None;
        }
        let low = rest.strip_prefix(br"\u").and_then(hex);
        let pair = low.and_then(|low| char::decode_utf16([unit, low]).next()?.ok());
        Some(pair.map_or((char::REPLACEMENT_CHARACTER, 4), |character| (character, 10)))
    }
}

/// The number of the four hexadecimal digits that these bytes begin with.
fn hex(digits: &[u8]) -> Option<u16> {
    digits.first_chunk::<4>()?.iter().try_fold(0, |number, &digit| {
        let digit = char::from(digit).to_digit(16)?;
        Some(number << 4 | u16::try_from(digit).ok()?)
    })
}

/// A replacement for each sequence that is no UTF-8, up to `limit` bytes. Where the text is not whole, bytes
/// at its end that begin a character and do not end it are left out.
fn lossy(bytes: &[u8], is_whole: bool, limit: usize) -> String {
    let mut text = String::with_capacity(bytes.len().min(limit));
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        let is_incomplete =
            || str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        let is_left_out =
            chunk.invalid().is_empty() || (!is_whole && chunks.peek().is_none() && is_incomplete());
        for piece in [chunk.valid(), if is_left_out { "" } else { "\u{fffd}" }] {
            let fitting = cut(piece, limit - text.len());
            text.push_str(fitting);
            if fitting.len() < piece.len() {
                return text;
            }
        }
    }
    text
}

/// Counts bytes that were looked at, so that a test can hold the time to be linear without a clock.
#[cfg(test)]
fn count(steps: usize) {
    tests::STEPS.set(tests::STEPS.get() + steps);
}

#[cfg(not(test))]
#[inline]
fn count(_: usize) {}

#[cfg(test)]
mod tests {
    use core::cell::Cell;

    use super::*;
    use crate::ErrorBody;

    std::thread_local! {
        pub(super) static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    #[test]
    fn objects_end_where_their_brace_closes() {
        for (text, end) in [
            ("{}x", Some(2)),
            (r#"{"a":[{"b":"}"}],} "#, Some(18)),
            ("{\"a\":\"\t\"}", Some(9)),
            (r#"{"a":1"#, None),
            (r#"{"a" 1}"#, None),
            (r#"{"a":[1}}"#, None),
            ("x{}", None),
        ] {
            assert_eq!(end_of_object(text.as_bytes()), end, "{text}");
        }
    }

    #[test]
    fn brackets_match_at_any_depth() {
        for levels in [1, 63, 64, 65, 127, 128, 129, 1000] {
            // Objects and arrays in turn, with one of each that closes the other's.
            let open: String =
                (0..levels).map(|n| if n % 3 == 0 { "{\"a\":" } else { "[" }).collect();
            let close: Vec<&str> =
                (0..levels).rev().map(|n| if n % 3 == 0 { "}" } else { "]" }).collect();
            let text = [&open, "1", &close.concat()].concat();
            assert_eq!(end_of_object(text.as_bytes()), Some(text.len()), "{levels}");
            for wrong in 0..levels {
                let mut close = close.clone();
                close[wrong] = if close[wrong] == "}" { "]" } else { "}" };
                let text = [&open, "1", &close.concat()].concat();
                assert_eq!(end_of_object(text.as_bytes()), None, "{wrong} of {levels}");
            }
        }
    }

    #[test]
    fn runs_end_at_the_first_quote_or_backslash_wherever_it_is() {
        for length in 0..300 {
            for end in [b'"', b'\\'] {
                for after in [&b""[..], b"x", b"\"\\xxxxxxxxxxxxxxxxxxxx"] {
                    let mut body = vec![0x80 | b'"'; length];
                    body.push(end);
                    body.extend_from_slice(after);
                    assert_eq!(end_of_run(&body, 0), length);
                }
            }
            assert_eq!(end_of_run(&vec![b'!'; length], 0), length);
        }
    }

    /// From a kibibyte to sixteen mebibytes each byte is looked at a bounded number of times.
    #[test]
    fn the_time_is_linear() {
        let shapes = [
            ("{\"error_msg\":\"", "x"),
            ("{\"error_msg\":\"", "\\n\\u00e9"),
            ("{\"error_msg\":\"", "\\\\"),
            ("{\"error_msg\":\"", "\u{fffd}\\ud83d"),
            ("{", "\"message\":\"m\","),
            ("{", "\"error_code\":\"\","),
            ("{\"a\":", "["),
            ("{\"a\":", "[{\"a\":"),
            ("{\"a\":[", "{\"a\":[1,2]},"),
            ("", "{\"a\":"),
            ("{\"a\":1,\"b\":", "{\"a\":{\"a\":{\"msg\":1}}},\"b\":"),
            ("{\"a\":", "1"),
            ("{", " "),
            ("{\"a\":", "\n"),
            ("{\"a\":[", "\"\","),
            ("data: {", "\ndata:\"a\":1,"),
            ("{\"request_id\":\"", "\\u0020"),
        ];
        for (head, part) in shapes {
            for length in [1 << 10, 1 << 16, 1 << 24] {
                let body = [head, &part.repeat(length / part.len())].concat();
                STEPS.set(0);
                let _ = ErrorBody::parse(body.as_bytes());
                let steps = STEPS.get();
                assert!(steps <= 8 * body.len(), "{head}{part}: {steps} of {}", body.len());
            }
        }
    }
}
