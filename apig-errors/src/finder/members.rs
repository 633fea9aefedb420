//! Names and values beside a code, in whatever notation: `name: value`, `name=value`, `name => value`,
//! `<name>value`, `| name | value |`.

use alloc::{borrow::ToOwned, string::String};

/// What a name is used for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Message,
    /// A message too, where no name says so better.
    MaybeMessage,
    RequestId,
    Status,
    Code,
}

/// What is said beside a code.
#[derive(Default)]
pub(super) struct Members {
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) status: Option<u16>,
}

/// A name in a text: its use, and where it ends.
struct Name {
    of: Use,
    end: usize,
}

fn use_of(identifier: &str) -> Option<Use> {
    let mut letters = [0; 16];
    let mut length = 0;
    for byte in identifier.bytes().filter(|byte| !matches!(byte, b'_' | b'-')) {
        *letters.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    Some(match &letters[..length] {
        b"errormsg" | b"errormessage" | b"externalmessage" | b"errmsg" => Use::Message,
        b"message" | b"msg" => Use::MaybeMessage,
        b"requestid" | b"xrequestid" => Use::RequestId,
        b"status" | b"statuscode" | b"httpstatuscode" | b"httpstatus" | b"code" | b"http" => {
            Use::Status
        }
        b"errorcode" | b"errcode" => Use::Code,
        _ => return None,
    })
}

fn is_in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// The names of a text that are used for something.
fn names(text: &str) -> impl Iterator<Item = Name> {
    let mut at = 0;
    core::iter::from_fn(move || {
        let bytes = text.as_bytes();
        loop {
            at += bytes.get(at..)?.iter().position(|&byte| is_in_name(byte))?;
            let rest = &bytes[at..];
            let length = rest.iter().position(|&byte| !is_in_name(byte)).unwrap_or(rest.len());
            let identifier = &text[at..at + length];
            at += length;
            if let Some(of) = use_of(identifier) {
                return Some(Name { of, end: at });
            }
        }
    })
}

/// Whether a line names something that belongs to a response.
pub(super) fn has_name(line: &str) -> bool {
    names(line).any(|name| name.of != Use::Status || status(&line[name.end..]).is_some())
}

/// Whether a line holds a code by its name, so that a response of its own may begin there.
pub(super) fn has_code_name(line: &str) -> bool {
    names(line).any(|name| name.of == Use::Code)
}

/// Reads what comes before a code: of names that repeat, the last is nearest to it.
pub(super) fn before(text: &str) -> Members {
    members(text, true)
}

/// Reads what comes after a code: the first counts.
pub(super) fn after(text: &str) -> Members {
    members(text, false)
}

fn members(text: &str, last: bool) -> Members {
    let (mut message, mut maybe_message, mut request_id, mut found) = (None, None, None, None);
    for name in names(text) {
        let rest = &text[name.end..];
        let place = match name.of {
            Use::Message => &mut message,
            Use::MaybeMessage => &mut maybe_message,
            Use::RequestId => &mut request_id,
            Use::Status => {
                let said = status(rest);
                found = if last { said.or(found) } else { found.or(said) };
                continue;
            }
            Use::Code => continue,
        };
        if (last || place.is_none()) && value_start(rest).is_some() {
            *place = Some(name.end);
        }
    }
    // Values are read once, however often their names appear.
    let read = |end: Option<usize>, read: fn(&str) -> String| {
        end.map(|end| read(value_start(&text[end..]).unwrap_or_default()))
            .filter(|value| !value.is_empty())
    };
    Members {
        message: read(message, self::message).or_else(|| read(maybe_message, self::message)),
        request_id: read(request_id, word),
        status: found,
    }
}

/// What comes after the name and its separator; `None` where there is no separator.
fn value_start(after_name: &str) -> Option<&str> {
    let rest = after_name.trim_start_matches(['"', '\'', ']']).trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix("=>").or_else(|| rest.strip_prefix([':', '=', '>', '|']))?;
    let rest = rest.trim_start();
    Some(rest.strip_prefix("Some(").or_else(|| rest.strip_prefix("String(")).unwrap_or(rest))
}

/// A status of an error, directly after its name.
pub(super) fn status(after_name: &str) -> Option<u16> {
    let rest = after_name.trim_start_matches(['"', '\'', ' ', ':', '=', '>', ']', '(', '|']);
    let rest = rest.strip_prefix("code ").unwrap_or(rest);
    let digits = rest.get(..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let is_longer = rest.as_bytes().get(3).is_some_and(|&byte| is_in_name(byte));
    digits.parse().ok().filter(|status| (400..=599).contains(status) && !is_longer)
}

/// One word: a request id.
pub(super) fn word(value: &str) -> String {
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let mut word = String::new();
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            _ if character.is_ascii_alphanumeric() || "-_:.".contains(character) => {
                word.push(character);
            }
            // A terminal broke the line.
            '\n' if value.len() < 256 && characters.peek().is_some_and(char::is_ascii_hexdigit) => {
            }
            _ => break,
        }
    }
    if matches!(&*word, "None" | "null" | "nil") { String::new() } else { word }
}

/// A message: to its closing quote, or, without quotes, to the next member or the end of the line.
pub(super) fn message(value: &str) -> String {
    if let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
        let inner = &value[1..];
        let ends = |at: usize| {
            let after = inner[at + 1..].trim_start_matches([' ', ')']);
            after.is_empty()
                || after.starts_with([',', '}', '\n', '\r', ']', ';', '\'', '"', '<'])
                || inner[at + 1..].starts_with(' ')
        };
        let end = inner.match_indices(quote).map(|(at, _)| at).find(|&at| ends(at));
        return inner[..end.unwrap_or(inner.len())].replace(['\n', '\r'], "");
    }
    unquoted(value).to_owned()
}

/// A text without quotes.
pub(super) fn unquoted(value: &str) -> &str {
    let mut end = value.len();
    for (at, character) in value.char_indices() {
        let rest = &value[at + character.len_utf8()..];
        let ends = match character {
            '\n' | '\r' | '}' | '<' | '"' => true,
            ',' | ' ' | '[' | ']' => {
                let name = rest.trim_start_matches([' ', '"', '\'']);
                let length = name.bytes().take(40).position(|byte| !is_in_name(byte)).unwrap_or(0);
                let (name, after) = name.split_at(length);
                let is_name = name.contains('_') || use_of(name).is_some();
                is_name && after.starts_with([':', '='])
                    || rest.starts_with("request ")
                    || character == ']' && rest.is_empty()
            }
            _ => false,
        };
        if ends {
            end = at;
            break;
        }
    }
    value[..end].trim_end()
}
