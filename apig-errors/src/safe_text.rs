//! Texts of the wire, made safe to log: secrets masked, control characters escaped, length bounded.
//!
//! The gateway echoes keys and headers in its messages, and whoever sends the answer decides what
//! stands in it. Nothing here allocates.

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
const NAMES: [&str; 29] = [
    "ak",
    "sk",
    "appkey",
    "app_key",
    "appcode",
    "AppSecret",
    "app_secret",
    "X-Apig-AppCode",
    "Access",
    "AccessKey",
    "access_key",
    "Credential",
    "Signature",
    "Authorization",
    "X-Auth-Token",
    "X-Subject-Token",
    "X-Security-Token",
    "Cookie",
    "access_token",
    "refresh_token",
    "client_secret",
    "SecretKey",
    "secret",
    "password",
    "passwd",
    "token",
    "api_key",
    "apikey",
    "X-Api-Key",
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
        let name = Named::at(text, at)?;
        let mut found = Self::of(text, &name)?;
        let mut takes_line = name.takes_line();
        // Names are ASCII.
        let mut inside = at + 1;
        while let Some(character) = text[inside..found.end].chars().next() {
            // The value of another ends where this one does, unless it begins behind it or takes the
            // rest of the line.
            let name = Named::at(text, inside)
                .filter(|name| name.value_at >= found.end || (name.takes_line() && !takes_line));
            if let Some((name, inner)) = name.and_then(|name| Some((Self::of(text, &name)?, name)))
            {
                takes_line |= inner.takes_line();
                found.end = found.end.max(name.end);
            }
            inside += character.len_utf8();
        }
        Some(found)
    }

    fn of(text: &str, name: &Named<'_>) -> Option<Self> {
        let from_value = &text[name.value_at..];
        let (kept, value) = match name.name {
            "Authorization" => split_scheme(rest_of_line(from_value)),
            "Cookie" => ("", rest_of_line(from_value)),
            _ => ("", value_of(from_value)),
        };
        // A value that is a whole line may hold its `=` itself.
        let behind_equals =
            name.separators.contains('=') || (name.takes_line() && value.contains('='));
        let is_token = !kept.is_empty() && name.separators.contains(':') && is_token(value);
        let shown = mask(value, behind_equals || is_token)?;
        let value_at = name.value_at + kept.len();
        Some(Self { shown_to: value_at + shown, end: value_at + value.len() })
    }
}

/// A name of the list, where a word begins with it and something separates it from what follows.
struct Named<'a> {
    name: &'static str,
    separators: &'a str,
    value_at: usize,
}

impl<'a> Named<'a> {
    fn at(text: &'a str, at: usize) -> Option<Self> {
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
            let value_at = text.len() - from_value.len();
            (!separators.is_empty()).then_some(Self { name, separators, value_at })
        })
    }

    /// Whether the value is the rest of the line.
    fn takes_line(&self) -> bool {
        matches!(self.name, "Authorization" | "Cookie")
    }
}

/// Whether a whole word can begin here. Chinese and Japanese write no blank before one. What follows an
/// escape of a JSON text (`\n`, or `\u0026`, which many libraries write for `&`) begins one too: a body
/// without code and message is shown as it is.
fn begins_a_word(text: &str, at: usize) -> bool {
    let is_ideograph = |c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    let before = &text[..at];
    !before.ends_with(|c: char| (c.is_alphanumeric() && !is_ideograph(c)) || c == '_')
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
        // `"sk"=>"…"` in Ruby and PHP, `sk：…` in Chinese.
        || matches!(character, ':' | '：' | '=' | '>' | '\\' | '(' | '[' | ']' | '{' | '<')
}

fn ends_value(character: char) -> bool {
    character.is_whitespace()
        || is_quote(character)
        || matches!(character, ',' | ';' | '&' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>')
}

/// The beginning of a text up to what ends a value. Backslashes do where what they escape does: of
/// `MII\/ab\u002Bcd\"`, in a JSON text that is shown as it is, only the last.
fn value_of(text: &str) -> &str {
    let mut rest = text;
    while let Some(character) = rest.chars().next().filter(|character| !ends_value(*character)) {
        if character == '\\' {
            let escaped = rest.trim_start_matches('\\');
            if stands_for_an_end(escaped) {
                break;
            }
            rest = escaped;
        } else {
            rest = &rest[character.len_utf8()..];
        }
    }
    &text[..text.len() - rest.len()]
}

/// Whether what stands behind a backslash is an escape of what ends a value.
fn stands_for_an_end(escaped: &str) -> bool {
    match escaped.as_bytes() {
        [b'n' | b'r' | b't', ..] => true,
        [b'u', ..] => {
            let number = escaped.get(1..5).and_then(|hex| u32::from_str_radix(hex, 16).ok());
            number.and_then(char::from_u32).is_some_and(ends_value)
        }
        _ => escaped.chars().next().is_none_or(ends_value),
    }
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

/// Whether what follows `Authorization:` and a scheme is a token, which need not hold a digit: the one
/// word there, or a word with a capital inside, as base64 has them and prose has not. (In `Authorization:
/// Basic authentication is required` neither stands.)
fn is_token(value: &str) -> bool {
    let word = value_of(value);
    (is_long(value) && !value.contains(char::is_whitespace))
        || (is_long(word) && word.chars().skip(1).any(char::is_uppercase))
}

/// Whether a value is as long as a secret.
fn is_long(value: &str) -> bool {
    value.chars().nth(7).is_some()
}
