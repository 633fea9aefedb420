//! Texts of the wire, made safe to log: secrets masked, control characters escaped, length bounded.
//!
//! The gateway echoes keys and headers in its messages, and whoever sends the answer decides what
//! stands in it. Everything here works in one pass over the characters and allocates nothing.

use core::fmt::{self, Write};

/// The most characters of a message that are shown.
const SHOWN_CHARACTERS: usize = 512;

/// How many characters of a masked value are shown, so that it can be told from another.
const SHOWN_OF_SECRET: usize = 4;

/// What stands for the rest of a masked value.
const MASK: &str = "****";

/// A message: masked, escaped, and cut with an ellipsis. `Debug` adds quotes.
pub(crate) struct Message<'a>(pub(crate) &'a str);

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_masked(self.0, &mut Printer::new(f, SHOWN_CHARACTERS, false))
    }
}

impl fmt::Debug for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        write_masked(self.0, &mut Printer::new(f, SHOWN_CHARACTERS, true))?;
        f.write_char('"')
    }
}

/// A text that holds no secret and is bounded already, such as a request id: escaped only. `Debug`
/// adds quotes.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Printer::new(f, usize::MAX, false).text(self.0)
    }
}

impl fmt::Debug for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        Printer::new(f, usize::MAX, true).text(self.0)?;
        f.write_char('"')
    }
}

/// Writes characters escaped, and no more of them than there is room for.
struct Printer<'f, 'o> {
    out: &'f mut fmt::Formatter<'o>,
    /// Characters that may still be written; 0: the text was cut.
    room: usize,
    /// The character that fills the last of the room: shown only if no other follows it.
    last: Option<char>,
    /// Whether quotes and backslashes are escaped too.
    quoted: bool,
}

impl<'f, 'o> Printer<'f, 'o> {
    fn new(out: &'f mut fmt::Formatter<'o>, room: usize, quoted: bool) -> Self {
        Self { out, room, last: None, quoted }
    }

    fn is_escaped(&self, character: char) -> bool {
        is_unsafe(character) || (self.quoted && matches!(character, '"' | '\\'))
    }

    fn write(&mut self, character: char) -> fmt::Result {
        if self.is_escaped(character) {
            // `\n`, `\t`, `\"`, `\u{1b}`.
            write!(self.out, "{}", character.escape_default())
        } else {
            self.out.write_char(character)
        }
    }

    fn char(&mut self, character: char) -> fmt::Result {
        if self.room == 0 {
            return Ok(());
        }
        let width = if self.is_escaped(character) { character.escape_default().len() } else { 1 };
        if self.last.is_some() || width > self.room {
            self.room = 0;
            self.last = None;
            self.out.write_char('…')
        } else if width == self.room {
            self.last = Some(character);
            Ok(())
        } else {
            self.room -= width;
            self.write(character)
        }
    }

    fn text(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| self.char(character))
    }

    fn is_full(&self) -> bool {
        self.room == 0
    }

    /// Writes what was held back.
    fn finish(&mut self) -> fmt::Result {
        match self.last.take() {
            Some(character) => self.write(character),
            None => Ok(()),
        }
    }
}

/// Whether a character can forge a line of a log, drive a terminal or turn the reading direction.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{2028}' | '\u{2029}' // line and paragraph separator
            | '\u{61c}' | '\u{200e}' | '\u{200f}' // marks of direction
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') // embeddings, overrides, isolates
}

fn write_masked(text: &str, printer: &mut Printer<'_, '_>) -> fmt::Result {
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if printer.is_full() {
            break;
        }
        if let Some(secret) = Secret::find(text, at) {
            printer.text(&text[at..secret.shown_to])?;
            printer.text(MASK)?;
            at = secret.end;
        } else {
            printer.char(character)?;
            at += character.len_utf8();
        }
    }
    printer.finish()
}

/// The names of what is secret, in any case. A hyphen ends a word, so a name that ends like one of
/// these after a hyphen is found as well.
const NAMES: [&str; 17] = [
    "ak",
    "sk",
    "appkey",
    "app_key",
    "appcode",
    "X-Apig-AppCode",
    "Access",
    "Credential",
    "Signature",
    "Authorization",
    "X-Auth-Token",
    "X-Security-Token",
    "Cookie",
    "access_token",
    "refresh_token",
    "client_secret",
    "SecretKey",
];

/// A name with a value that must not be shown: positions in the text.
struct Secret {
    /// Up to here, the name, what separates it from its value and the value's beginning are shown.
    shown_to: usize,
    /// Where the value ends.
    end: usize,
}

impl Secret {
    /// The secret whose name begins at `at`, with those whose names stand in its value: `sk=ak: …`
    /// must not show what belongs to the second because the first has taken its name.
    fn find(text: &str, at: usize) -> Option<Self> {
        let mut found = Self::find_one(text, at)?;
        // Names are ASCII.
        let mut inside = at + 1;
        while let Some(character) = text[inside..found.end].chars().next() {
            if let Some(inner) = Self::find_one(text, inside) {
                found.end = found.end.max(inner.end);
            }
            inside += character.len_utf8();
        }
        Some(found)
    }

    fn find_one(text: &str, at: usize) -> Option<Self> {
        if !begins_a_word(text, at) {
            return None;
        }
        let tail = &text[at..];
        NAMES.iter().find_map(|name| {
            let (start, rest) = tail.split_at_checked(name.len())?;
            if !start.eq_ignore_ascii_case(name) {
                return None;
            }
            let from_value = rest.trim_start_matches(is_separator);
            let separators = &rest[..rest.len() - from_value.len()];
            if separators.is_empty() {
                return None;
            }
            let (kept, value) = match *name {
                "Authorization" => split_scheme(rest_of_line(from_value)),
                "Cookie" => ("", rest_of_line(from_value)),
                _ => ("", from_value.split(ends_value).next().unwrap_or_default()),
            };
            // A value that is a whole line may hold its `=` itself.
            let whole_line = matches!(*name, "Authorization" | "Cookie");
            let behind_equals = separators.contains('=') || (whole_line && value.contains('='));
            // `Authorization: Bearer <token>`, where the token need not hold a digit. (In `Authorization
            // header is missing` no colon stands, and what follows are several words.)
            let is_token = !kept.is_empty()
                && separators.contains(':')
                && is_long(value)
                && !value.contains(char::is_whitespace);
            let shown = mask(value, behind_equals || is_token)?;
            let value_at = text.len() - from_value.len() + kept.len();
            Some(Self { shown_to: value_at + shown, end: value_at + value.len() })
        })
    }
}

/// Whether a whole word can begin here. What follows an escape of a JSON text (`\n`, or `\u0026`, which
/// many libraries write for `&`) begins one too: a body without code and message is shown as it is.
fn begins_a_word(text: &str, at: usize) -> bool {
    let before = &text[..at];
    !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
        || [r"\n", r"\r", r"\t"].iter().any(|escape| before.ends_with(escape))
        || matches!(before.as_bytes(), [.., b'\\', b'u', a, b, c, d]
            if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()))
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'' | '`')
}

/// What may stand between a name and its value. Opening brackets, because maps of headers are
/// printed like `{Cookie=[…]}`.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || is_quote(character)
        // Lists of one value: `X-Auth-Token:[MII…]`, `"X-Auth-Token":["MII…"]`.
        || matches!(character, ':' | '=' | '\\' | '(' | '[' | '{' | '<')
}

fn ends_value(character: char) -> bool {
    character.is_whitespace()
        || is_quote(character)
        || matches!(
            character,
            ',' | ';' | '&' | '\\' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>'
        )
}

fn rest_of_line(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or_default()
}

/// Of the value of an `Authorization` header, the scheme with the blanks behind it, and the rest. A
/// first word that looks like a secret itself is none: the gateway takes bare tokens too.
fn split_scheme(value: &str) -> (&str, &str) {
    let (scheme, rest) = value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()));
    let credentials = rest.trim_start();
    if credentials.is_empty() || !is_scheme(scheme) {
        return ("", value);
    }
    value.split_at(value.len() - credentials.len())
}

/// `Bearer`, `Basic`, `SDK-HMAC-SHA256`.
fn is_scheme(word: &str) -> bool {
    let is_token = word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    // The schemes of signatures are long and have digits, as secrets do, but also this.
    let names_hmac = word.as_bytes().windows(4).any(|part| part.eq_ignore_ascii_case(b"hmac"));
    is_token && (names_hmac || mask(word, false).is_none())
}

/// How much of a value is shown, in bytes, if it has to be masked: if it stands behind a `=`, or has
/// eight characters or more and a digit among them. Of a value that is no longer than what is shown
/// of one, nothing is.
fn mask(value: &str, behind_equals: bool) -> Option<usize> {
    let is_secret =
        behind_equals || (is_long(value) && value.contains(|c: char| c.is_ascii_digit()));
    if value.is_empty() || !is_secret {
        return None;
    }
    Some(value.char_indices().nth(SHOWN_OF_SECRET).map_or(0, |(at, _)| at))
}

/// Whether a value is as long as a secret.
fn is_long(value: &str) -> bool {
    value.chars().nth(7).is_some()
}
