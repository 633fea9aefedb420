//! The three texts of a response in one allocation, and the bounds they are kept within.

use alloc::{boxed::Box, string::String};

use apig_errors_catalog::__private::is_usable;

/// The most that is kept of a message, in bytes: a body of megabytes must not travel in an error.
pub(crate) const MESSAGE_LIMIT: usize = 4096;

/// The most that is kept of a request id, in bytes. The gateway's own have 32.
pub(crate) const REQUEST_ID_LIMIT: usize = 128;

// The lengths of request id and code are each kept in a byte.
const _: () = assert!(REQUEST_ID_LIMIT <= u8::MAX as usize);

/// The text, or as much of its beginning as fits `limit` bytes and ends with a whole character.
pub(crate) fn cut(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let mut end = limit;
    // Ends at 0 at the latest, which always is a boundary.
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// As much of a request id as is kept; the empty text where that is blank, which is no id.
pub(crate) fn cut_request_id(text: &str) -> &str {
    let kept = cut(text, REQUEST_ID_LIMIT);
    if kept.bytes().all(|byte| byte.is_ascii_whitespace()) { "" } else { kept }
}

/// Message, request id and raw code, one behind the other: one allocation of exactly their length,
/// none when all are empty.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Texts {
    joined: Box<str>,
    /// Length of the request id; 0: there is none.
    request_id: u8,
    /// Length of the raw code; 0: there is none.
    raw_code: u8,
}

impl Texts {
    /// Keeps the three texts within their bounds: message and request id are cut, a code that is not
    /// usable is none, and so is a space request id. The empty text says that there is none.
    pub(crate) fn new(message: &str, request_id: &str, raw_code: &str) -> Self {
        let message = cut(message, MESSAGE_LIMIT);
        let request_id = cut_request_id(request_id);
        let raw_code = if is_usable(raw_code.as_bytes()) { raw_code } else { "" };

        let mut joined = String::with_capacity(message.len() + request_id.len() + raw_code.len());
        joined.push_str(message);
        joined.push_str(request_id);
        joined.push_str(raw_code);
        Self {
            joined: joined.into_boxed_str(),
            request_id: short_len(request_id),
            raw_code: short_len(raw_code),
        }
    }

    fn split(&self) -> (&str, &str, &str) {
        let code_at = self.joined.len() - usize::from(self.raw_code);
        let (rest, raw_code) = self.joined.split_at(code_at);
        let (message, request_id) = rest.split_at(code_at - usize::from(self.request_id));
        (message, request_id, raw_code)
    }

    pub(crate) fn message(&self) -> &str {
        self.split().0
    }

    /// Empty when there is none.
    pub(crate) fn request_id(&self) -> &str {
        self.split().1
    }

    /// Empty when there is none.
    pub(crate) fn raw_code(&self) -> &str {
        self.split().2
    }
}

/// The length of a request id within its limit, or of a usable code (at most 64 bytes).
// Both fit a byte, as asserted above.
#[allow(clippy::cast_possible_truncation)]
fn short_len(text: &str) -> u8 {
    text.len() as u8
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn each_text_comes_back() {
        for message in ["", "m", "Nachricht – lang"] {
            for request_id in ["", "r", "914a39d68c290da3e187f827f7e1b771"] {
                for raw_code in ["", "APIG.0308", "x"] {
                    let texts = Texts::new(message, request_id, raw_code);
                    assert_eq!(texts.split(), (message, request_id, raw_code));
                }
            }
        }
    }

    #[test]
    fn texts_are_cut_at_a_character() {
        // Two bytes each, so that the limits (even) fall between them, or inside with one before.
        let long = "é".repeat(MESSAGE_LIMIT);
        let odd = "x".to_string() + &long;
        let texts = Texts::new(&long, &long, "");
        assert_eq!((texts.message().len(), texts.request_id().len()), (4096, 128));
        let texts = Texts::new(&odd, &odd, "");
        assert_eq!((texts.message().len(), texts.request_id().len()), (4095, 127));
        assert!(odd.starts_with(texts.message()) && odd.starts_with(texts.request_id()));
    }

    #[test]
    fn the_longest_texts_come_back() {
        let (message, request_id, code) = ("m".repeat(4096), "r".repeat(128), "c".repeat(64));
        let texts = Texts::new(&message, &request_id, &code);
        assert_eq!(texts.split(), (message.as_str(), request_id.as_str(), code.as_str()));
    }

    #[test]
    fn an_unusable_code_is_none() {
        for raw_code in ["0000", "404", "APIG.", "$context.error.code", &"c".repeat(65)] {
            assert_eq!(Texts::new("m", "r", raw_code).raw_code(), "", "{raw_code}");
        }
    }
}
