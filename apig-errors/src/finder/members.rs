//! Names and values beside a code, in whatever notation: `name: value`, `name=value`, `name => value`,
//! `<name>value`, `| name | value |`.

use alloc::{borrow::ToOwned, string::String};

use super::steps;

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

/// What a byte may be: in a name, or at the beginning of one that is used for something.
const IN_NAME: u8 = 1;
const FIRST: u8 = 2;

const NAME_BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut at = 0_u8;
    while at < 128 {
        if at.is_ascii_alphanumeric() || matches!(at, b'_' | b'-') {
            bytes[at as usize] |= IN_NAME;
        }
        if matches!(
            at.to_ascii_lowercase(),
            b'e' | b'm' | b'r' | b'x' | b's' | b'h' | b'c' | b'_' | b'-'
        ) {
            bytes[at as usize] |= FIRST;
        }
        at += 1;
    }
    bytes
};

fn is_in_name(byte: u8) -> bool {
    NAME_BYTES[usize::from(byte)] & IN_NAME != 0
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
            steps::count(length + 1);
            let identifier = &text[at..at + length];
            at += length;
            // Nearly all words are told apart by their first letter.
            if NAME_BYTES[usize::from(rest[0])] & FIRST != 0 {
                if let Some(of) = use_of(identifier) {
                    return Some(Name { of, end: at });
                }
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
    steps::count(after_name.len() - rest.len());
    let rest = rest.strip_prefix("code ").unwrap_or(rest);
    let digits = rest.get(..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let is_longer = rest.as_bytes().get(3).is_some_and(|&byte| is_in_name(byte));
    digits.parse().ok().filter(|status| (400..=599).contains(status) && !is_longer)
}

/// One word: a request id.
pub(super) fn word(value: &str) -> String {
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let is_in_word = |byte: u8| is_in_name(byte) || matches!(byte, b':' | b'.');
    let end_of = |text: &str| text.bytes().position(|byte| !is_in_word(byte)).unwrap_or(text.len());
    let (first, mut rest) = value.split_at(end_of(value));
    let mut word = first.to_owned();
    // A terminal broke the line.
    while let Some(next) = rest
        .strip_prefix('\n')
        .filter(|next| value.len() < 256 && next.starts_with(|c: char| c.is_ascii_hexdigit()))
    {
        let (more, after) = next.split_at(end_of(next));
        word.push_str(more);
        rest = after;
    }
    if matches!(&*word, "None" | "null" | "nil") { String::new() } else { word }
}

/// A message: to its closing quote, or, without quotes, to the next member or the end of the line.
pub(super) fn message(value: &str) -> String {
    if let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
        let inner = &value[1..];
        let ends = |at: usize| {
            let after = inner[at + 1..].trim_start_matches([' ', ')']);
            steps::count(inner.len() - at - after.len());
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
    let mut end = 0;
    loop {
        let ends = |byte: &u8| {
            matches!(byte, b'\n' | b'\r' | b'}' | b'<' | b'"' | b',' | b' ' | b'[' | b']')
        };
        let Some(at) = value.as_bytes()[end..].iter().position(ends) else {
            end = value.len();
            break;
        };
        end += at;
        let (byte, rest) = (value.as_bytes()[end], &value[end + 1..]);
        steps::count(at + 1);
        let is_end = match byte {
            // What the last of several spaces says.
            b' ' if rest.starts_with(' ') => false,
            b',' | b' ' | b'[' | b']' => {
                is_member(rest) || rest.starts_with("request ") || byte == b']' && rest.is_empty()
            }
            _ => true,
        };
        if is_end {
            break;
        }
        end += 1;
    }
    value[..end].trim_end()
}

/// Whether a text begins with a member: a name, and what separates it from its value.
fn is_member(text: &str) -> bool {
    let name = text.trim_start_matches([' ', '"', '\'']);
    steps::count(text.len() - name.len() + 40);
    let length = name.bytes().take(40).position(|byte| !is_in_name(byte)).unwrap_or(0);
    let (name, after) = name.split_at(length);
    after.starts_with([':', '=']) && (name.contains('_') || use_of(name).is_some())
}
