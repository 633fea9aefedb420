//! Texts of the wire, made safe to log: secrets masked, control characters escaped, length bounded.
//!
//! The gateway echoes keys and headers in its messages, and the sender of the response decides what
//! is in it. Nothing here allocates.

use core::fmt::{self, Write};

use crate::{
    redact::{Part, Redactor},
    texts::MESSAGE_LIMIT,
};

/// The most characters of a message that are shown.
const SHOWN_CHARACTERS: usize = 512;

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

/// A request id between brackets: what would end it, or begin another, is escaped too.
pub(crate) struct RequestId<'a>(pub(crate) &'a str);

impl fmt::Display for RequestId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in self.0.split_inclusive(['[', ']', '\\']) {
            let (text, bracket) = match part.char_indices().last() {
                Some((at, '[' | ']' | '\\')) => part.split_at(at),
                _ => (part, ""),
            };
            Escaped(text).fmt(f)?;
            if !bracket.is_empty() {
                write!(f, "\\{bracket}")?;
            }
        }
        Ok(())
    }
}

/// Whether a reader would take this for the beginning of the request id, which is shown after a
/// message and a space.
fn opens_request_id(text: &str) -> bool {
    text.strip_prefix("[request").is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
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
    let mut redactor = Redactor::new(text, MESSAGE_LIMIT);
    let mut at = 0;
    while at < text.len() && !printer.is_full() {
        // Only the request id itself is written like this; quotes say where a message ends.
        if !printer.quoted && opens_request_id(&text[at..]) {
            printer.text("\\")?;
        }
        at = match redactor.part(at) {
            Part::Shown(end) => {
                printer.text(&text[at..end])?;
                end
            }
            Part::Secret(secret) => {
                printer.text(&text[at..secret.shown_to])?;
                printer.text(MASK)?;
                secret.end
            }
        };
    }
    printer.finish()
}
