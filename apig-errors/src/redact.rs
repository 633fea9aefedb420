//! Which parts of a text are secrets: the names of credentials, and how far the values after them go.
//!
//! The gateway echoes keys and headers in its messages, as lines, JSON, maps of Go and Java, dumps of Rust
//! and Python, query strings, YAML. A net, not a parser: what follows a name and something that separates is
//! a value if it looks like one. Nothing here allocates, and the time is linear in the text.

use crate::texts::cut;

/// What is written between a name and its value, at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums)]
pub enum Kind {
    /// Whitespace is enough: no word of prose.
    Key,
    /// Whitespace is enough only before what cannot be a word: it is one of prose itself.
    Word,
    /// `:`, `=` or a quote, and nothing before it in its identifier: `public_access` is none.
    Alone,
    /// The same, and the value is the rest of the line, after the scheme.
    Authorization,
    /// The same, and the value is the rest of the line.
    Cookie,
}

impl Kind {
    fn takes_line(self) -> bool {
        matches!(self, Self::Authorization | Self::Cookie)
    }
}

/// Writes the list twice: as the constant, and as a sentence for the documentation.
macro_rules! names {
    ($($kind:ident: $($name:literal),+;)+) => {
        /// The names of what is secret, by their letters alone.
        pub const NAMES: &[(&str, Kind)] = &[$($(($name, Kind::$kind)),+),+];

        macro_rules! documented_names {
            () => { concat!("The names: ", $($("`", $name, "`, ",)+)+ "with or without `_` and `-` \
                between their words, in any case, and whatever words come before them in an identifier \
                (`X-Auth-Token`, `HW_SECRET_KEY`, `--cli-secret-key`, `accessToken`).") };
        }
    };
}

names! {
    Key: "ak", "sk", "appkey", "appcode", "appsecret", "accesskey", "accesskeyid", "secretkey",
        "secretaccesskey", "apikey", "privatekey", "accesstoken", "refreshtoken", "idtoken", "authtoken",
        "securitytoken", "clientsecret", "adminpass", "passwd";
    Word: "credential", "password", "secret", "signature", "token";
    Alone: "access";
    Authorization: "authorization";
    Cookie: "cookie";
}

/// How many characters of a masked value are shown, so that it can be told from another.
const SHOWN: usize = 4;

/// Of a value that is shorter nothing is shown.
const SHOWN_FROM: usize = 12;

/// How much of a text is looked at, in bytes, to see whether a value looks like a secret.
const EVIDENCE: usize = 256;

/// A value that must not be shown: positions in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Secret {
    /// Up to here the text is shown: the name, what separates it from its value, the value's beginning.
    pub(crate) shown_to: usize,
    /// Where the value ends.
    pub(crate) end: usize,
}

/// What comes next in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Shown up to here.
    Shown(usize),
    Secret(Secret),
}

/// A text on its way.
pub(crate) struct Redactor<'a> {
    text: &'a str,
    /// Whether the text may be the beginning of a longer one.
    is_cut: bool,
    /// How many names, with commas between them, come just before: `ak, sk = A, B`.
    listed: usize,
    #[cfg(test)]
    steps: core::cell::Cell<usize>,
}

impl<'a> Redactor<'a> {
    /// A text of which no more than `limit` bytes are kept where it comes from.
    pub(crate) fn new(text: &'a str, limit: usize) -> Self {
        Self {
            text,
            // It was cut at a character, which has at most four bytes.
            is_cut: text.len() + 4 > limit,
            listed: 0,
            #[cfg(test)]
            steps: core::cell::Cell::new(0),
        }
    }

    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The part that begins here; never empty but at the end of the text.
    pub(crate) fn part(&mut self, at: usize) -> Part {
        let rest = self.rest(at);
        if let Some(length) = unit(rest) {
            return Part::Shown(at + length);
        }
        let length = self.length_of(rest, is_part_of_identifier);
        if length == 0 {
            let next = rest.chars().next();
            if next.is_some_and(|c| c != ',' && !c.is_whitespace()) {
                self.listed = 0;
            }
            return Part::Shown(at + next.map_or(0, char::len_utf8));
        }
        // `ak->…`
        let identifier = rest[..length].trim_end_matches('-');
        let end = at + identifier.len();
        let Some(kind) = kind_of(identifier) else {
            self.listed = 0;
            return Part::Shown(at + length);
        };
        if self.rest(end).trim_start().starts_with(',') {
            self.listed += 1;
            return Part::Shown(end);
        }
        match self.secret(kind, end) {
            Some(secret) => {
                self.listed = 0;
                Part::Secret(secret)
            }
            None => Part::Shown(end.max(at + 1)),
        }
    }

    /// The value of a name that ends here, if there is one, with those of the names in it that begin after
    /// it: `sk="x ak: "…` must not show what belongs to the second because the first has taken its name.
    fn secret(&self, kind: Kind, end: usize) -> Option<Secret> {
        let mut found = self.value(kind, end)?;
        let mut takes_line = kind.takes_line();
        let mut at = end;
        while at < found.end {
            let rest = self.rest(at);
            let length = self.length_of(rest, is_part_of_identifier);
            if length == 0 {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let name = rest[..length].trim_end_matches('-');
            let name_end = at + name.len();
            // The value of another ends where this one does, unless it begins after it, or is the line.
            let inner = kind_of(name).filter(|kind| {
                !takes_line && kind.takes_line()
                    || name_end + self.gap(name_end).length >= found.end
            });
            if let Some((kind, inner)) =
                inner.and_then(|kind| Some((kind, self.value(kind, name_end)?)))
            {
                takes_line |= kind.takes_line();
                found.end = found.end.max(inner.end);
            }
            at += length;
        }
        Some(found)
    }

    fn value(&self, kind: Kind, end: usize) -> Option<Secret> {
        let gap = self.gap(end);
        let is_told = gap.assigns || gap.tells || gap.quote.is_some();
        let at = end + gap.length;
        let rest = self.rest(at);
        if gap.length == 0
            || rest.is_empty()
            || !is_told && matches!(kind, Kind::Alone | Kind::Authorization | Kind::Cookie)
        {
            return None;
        }
        match kind {
            Kind::Cookie => {
                let beginning = cut(rest, EVIDENCE);
                let length = self.length_of(beginning, |c| !c.is_whitespace() && c != ';');
                let word = &beginning[..length];
                let is_cookie =
                    word.contains('=') || looks_secret(word) || gap.assigns && is_long(word);
                let length = is_cookie.then(|| self.line(rest))?;
                Some(mask(self.text, at, at + length))
            }
            Kind::Authorization => {
                let beginning = cut(rest, EVIDENCE);
                let scheme = self.scheme(beginning);
                let credentials = &beginning[scheme..];
                let is_secret = if scheme > 0 {
                    gap.assigns || is_credential(credentials)
                } else {
                    gap.assigns && !credentials.contains(' ') || looks_secret(word_of(credentials))
                };
                let length = is_secret.then(|| self.line(rest))?;
                Some(mask(self.text, at + scheme, at + length.max(scheme)))
            }
            Kind::Key | Kind::Word | Kind::Alone => {
                // Only what is a secret is read to its end: then the text goes on after it.
                let beginning = cut(rest, EVIDENCE);
                let length = self.length_of_value(beginning, &gap);
                let value = &beginning[..length];
                let is_long = length == beginning.len() && length < rest.len();
                let runs_into_cut = self.is_cut && length == rest.len();
                let is_key = is_told || gap.bracket.is_some() || kind == Kind::Key;
                let is_secret = gap.assigns
                    || is_key && (runs_into_cut || looks_secret(value))
                    || looks_secret(value) && value.chars().nth(15).is_some()
                    // No word has so many letters.
                    || is_long && !value.contains(char::is_whitespace);
                if !is_secret || value.is_empty() {
                    return None;
                }
                let length = self.length_of_value(rest, &gap);
                if self.is_cut && length == rest.len() {
                    return Some(Secret { shown_to: at, end: at + length });
                }
                Some(mask(self.text, at, at + length))
            }
        }
    }

    /// What is between a name and its value.
    fn gap(&self, end: usize) -> Gap {
        let rest = self.rest(end);
        let mut gap = Gap::default();
        let mut after = rest;
        loop {
            let begin = after.len();
            after = skip_colour(after);
            if let Some((stands_for, length)) = coded(after) {
                gap.note(stands_for, 0);
                after = &after[length..];
            } else if let Some(opened) = skip_wrapper(after) {
                after = opened;
            } else if let Some(told) = after.strip_prefix("->") {
                gap.note('>', 0);
                after = told;
            } else {
                let backslashes = after.len() - after.trim_start_matches('\\').len();
                let character = after[backslashes..].chars().next();
                let Some(character) = character.filter(|c| is_separator(*c)) else { break };
                // A backslash belongs to a quote; alone it is the value's.
                if backslashes > 0 && !is_quote(character) {
                    break;
                }
                gap.note(character, backslashes);
                after = &after[backslashes + character.len_utf8()..];
                // `>-` and `|+` of YAML.
                if matches!(character, '>' | '|') {
                    let folded = after.strip_prefix(['-', '+']).unwrap_or(after);
                    gap.is_block |= folded.starts_with(['\n', '\r']);
                    after = if gap.is_block { folded } else { after };
                }
            }
            if after.len() == begin {
                break;
            }
        }
        gap.length = rest.len() - after.len();
        self.count(gap.length + 1);
        gap
    }

    /// How long the value is that a text begins with.
    fn length_of_value(&self, rest: &str, gap: &Gap) -> usize {
        if let Some((quote, escapes)) = gap.quote {
            return self.length_to_quote(rest, quote, escapes);
        }
        if gap.is_block {
            return self.line(rest);
        }
        if let Some(close) = gap.bracket {
            return self.length_of(rest, |c| c != close && !is_quote(c));
        }
        let mut length = self.length_of_word(rest);
        for _ in 0..self.listed {
            let Some(more) = rest[length..].strip_prefix(',') else { break };
            let blank = more.len() - more.trim_start().len();
            length += 1 + blank + self.length_of_word(more.trim_start());
        }
        length
    }

    /// Up to what ends a value without quotes. Backslashes do where what they escape does: of
    /// `MII\/ab\u002Bcd\"`, in a JSON text that is shown as it is, only the last.
    fn length_of_word(&self, text: &str) -> usize {
        let mut rest = text;
        while let Some(character) = rest.chars().next().filter(|character| !ends_value(*character))
        {
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
        self.count(text.len() - rest.len() + 1);
        text.len() - rest.len()
    }

    /// Up to the closing quote: the same, with no more backslashes than the opening one had.
    fn length_to_quote(&self, text: &str, quote: char, escapes: usize) -> usize {
        let mut backslashes = 0;
        for (at, character) in text.char_indices() {
            if character == '\\' {
                backslashes += 1;
            } else if character == quote && backslashes <= escapes {
                self.count(at);
                return at - backslashes;
            } else {
                backslashes = 0;
            }
        }
        self.count(text.len());
        text.len()
    }

    /// The rest of the line, with those that go on with it: they begin with whitespace.
    fn line(&self, text: &str) -> usize {
        let mut from = 0;
        while let Some(end) = text[from..].find(['\n', '\r']) {
            let after = text[from + end..].trim_start_matches(['\n', '\r']);
            if !after.starts_with([' ', '\t']) {
                self.count(from + end);
                return from + end;
            }
            from = text.len() - after.len();
        }
        self.count(text.len());
        text.len()
    }

    /// The length of the scheme of an `Authorization` with the whitespace after it. A first word that looks
    /// like a secret itself is none: the gateway takes bare tokens too.
    fn scheme(&self, value: &str) -> usize {
        let word = &value[..self.length_of(value, |c| !c.is_whitespace())];
        let after = &value[word.len()..];
        let credentials = after.trim_start();
        let is_token = word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        // The schemes of signatures are long and have digits, as secrets do, but also this.
        let names_hmac = word.as_bytes().windows(4).any(|part| part.eq_ignore_ascii_case(b"hmac"));
        if credentials.is_empty() || !is_token || (looks_secret(word) && !names_hmac) {
            return 0;
        }
        value.len() - credentials.len()
    }

    fn length_of(&self, text: &str, is_in: impl Fn(char) -> bool) -> usize {
        let length = text.find(|c| !is_in(c)).unwrap_or(text.len());
        self.count(length + 1);
        length
    }

    #[cfg(test)]
    fn count(&self, steps: usize) {
        self.steps.set(self.steps.get() + steps);
    }

    #[cfg(not(test))]
    #[allow(clippy::unused_self)]
    fn count(&self, _: usize) {}
}

/// What separates a name from its value.
#[derive(Default)]
struct Gap {
    length: usize,
    /// `=`, and what stands for it.
    assigns: bool,
    /// `:` and the like.
    tells: bool,
    /// The quote that opens the value, and how often it is escaped.
    quote: Option<(char, usize)>,
    /// What closes the bracket around the value.
    bracket: Option<char>,
    /// A block of lines, as in YAML.
    is_block: bool,
}

impl Gap {
    fn note(&mut self, character: char, backslashes: usize) {
        match character {
            '=' | '＝' => self.assigns = true,
            ':' | '：' | '>' | '|' | '为' => self.tells = true,
            _ => {}
        }
        if is_quote(character) {
            // The quote that closes the name is followed by something that tells.
            self.quote = Some((closing_quote(character), backslashes));
            self.bracket = None;
        } else if !character.is_whitespace() {
            self.quote = None;
            self.bracket = match character {
                '[' => Some(']'),
                '(' => Some(')'),
                '{' => Some('}'),
                '<' => Some('>'),
                _ => None,
            };
        }
    }
}

/// The kind of the name that an identifier ends with, the longest of several.
fn kind_of(identifier: &str) -> Option<Kind> {
    let fitting = NAMES.iter().filter(|(name, kind)| {
        name_at(identifier, name).is_some_and(|at| *kind != Kind::Alone || at == 0)
    });
    fitting.max_by_key(|(name, _)| name.len()).map(|(_, kind)| *kind)
}

/// Where the name begins, if the identifier ends with it and a word begins there.
fn name_at(identifier: &str, name: &str) -> Option<usize> {
    let bytes = identifier.as_bytes();
    let mut letters = name.bytes().rev();
    let mut expected = letters.next();
    let mut at = bytes.len();
    while let Some(letter) = expected {
        at = at.checked_sub(1)?;
        if matches!(bytes[at], b'_' | b'-') && at + 1 < bytes.len() {
            continue;
        }
        if !bytes[at].eq_ignore_ascii_case(&letter) {
            return None;
        }
        expected = letters.next();
    }
    let (before, first) = (at.checked_sub(1).map(|before| bytes[before]), bytes[at]);
    let begins_word = match before {
        None | Some(b'_' | b'-') => true,
        Some(before) if first.is_ascii_uppercase() => {
            let goes_on_small = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
            before.is_ascii_lowercase()
                || before.is_ascii_digit()
                || goes_on_small && before.is_ascii()
        }
        Some(_) => false,
    };
    begins_word.then_some(at)
}

/// Chinese and Japanese write no whitespace before a word.
fn is_part_of_identifier(character: char) -> bool {
    let is_ideograph = matches!(character, '\u{3040}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    (character.is_alphanumeric() && !is_ideograph) || matches!(character, '_' | '-')
}

/// The length of what is one sign though it has letters or digits: an escape, a colour, an entity.
fn unit(text: &str) -> Option<usize> {
    let colour = text.len() - skip_colour(text).len();
    if colour > 0 {
        return Some(colour);
    }
    match text.as_bytes() {
        [b'\\', b'u', a, b, c, d, ..] if [a, b, c, d].iter().all(|c| c.is_ascii_hexdigit()) => {
            Some(6)
        }
        [b'\\', b'n' | b'r' | b't', ..] => Some(2),
        [b'%', a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => Some(3),
        _ => coded(text).map(|(_, length)| length),
    }
}

/// What a sequence of a URL or of HTML stands for, and its length.
fn coded(text: &str) -> Option<(char, usize)> {
    const CODED: [(&str, char); 14] = [
        ("%3D", '='),
        ("%3A", ':'),
        ("%20", ' '),
        ("%22", '"'),
        ("%27", '\''),
        ("%5B", '['),
        ("%7B", '{'),
        ("&quot;", '"'),
        ("&apos;", '\''),
        ("&#34;", '"'),
        ("&#39;", '\''),
        ("&#x3D;", '='),
        (r"\u003d", '='),
        (r"\u003a", ':'),
    ];
    if !text.starts_with(['%', '&', '\\']) {
        return None;
    }
    CODED.iter().find_map(|(written, character)| {
        let start = text.get(..written.len())?;
        start.eq_ignore_ascii_case(written).then_some((*character, written.len()))
    })
}

/// Without the colours that a text begins with: ESC, `[`, numbers, `m`.
fn skip_colour(text: &str) -> &str {
    let mut rest = text;
    // As it is, and as JSON and Python write it.
    let begin = |rest: &'_ str| {
        ["\u{1b}[", r"\u001b[", r"\x1b["]
            .iter()
            .find_map(|start| rest.strip_prefix(start).map(str::len))
    };
    while let Some(length) = begin(rest) {
        let numbers = &rest[rest.len() - length..];
        let end = numbers.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        // Numbers are short; what is longer is no colour.
        let Some(after) = end.strip_prefix('m').filter(|_| numbers.len() - end.len() < 16) else {
            break;
        };
        rest = after;
    }
    rest
}

/// What is in the wrapper that a value begins with: `Some("…")`, `b'…'`.
fn skip_wrapper(text: &str) -> Option<&str> {
    const WRAPPERS: [&str; 8] =
        ["Some(", "String(", "Optional[", "Optional(", "Just(", "Secret(", "b", "u"];
    WRAPPERS.iter().find_map(|wrapper| {
        let inside = text.strip_prefix(wrapper)?;
        (wrapper.len() > 1 || inside.starts_with(['"', '\''])).then_some(inside)
    })
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '「' | '『' | '」' | '』')
}

fn closing_quote(character: char) -> char {
    match character {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        other => other,
    }
}

/// What may come between a name and its value. Opening brackets, because maps of headers are printed like
/// `{Cookie=[…]}`; `"sk"=>"…"` in Ruby and PHP, `sk：…` in Chinese; and what nobody sees.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || is_quote(character)
        || matches!(
            character,
            ':' | '：' | '=' | '＝' | '为' | '>' | '|' | '(' | ')' | '[' | ']' | '{' | '<'
        )
        || matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn ends_value(character: char) -> bool {
    character.is_whitespace()
        || is_quote(character)
        || matches!(
            character,
            ',' | ';' | '&' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '\u{1b}'
        )
}

/// Whether what is after a backslash is an escape of what ends a value.
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

fn word_of(text: &str) -> &str {
    text.split(|c: char| ends_value(c)).next().unwrap_or_default()
}

/// Eight characters or more, and a digit among them.
fn looks_secret(value: &str) -> bool {
    is_long(value) && value.contains(|c: char| c.is_ascii_digit())
}

fn is_long(value: &str) -> bool {
    value.chars().nth(7).is_some()
}

/// Whether what follows a scheme is a credential, which need not hold a digit: one that looks like a secret, or
/// has a `=`, the one word there, or a word with a capital inside, as base64 has them and prose has not. (In
/// `Authorization: Basic authentication is required` none is.)
fn is_credential(value: &str) -> bool {
    let word = word_of(value);
    let first = value.split([' ', '\t', '\n', '\r', ',']).next().unwrap_or_default();
    looks_secret(first)
        || first.contains('=')
        || (is_long(value) && !value.contains(char::is_whitespace))
        || (is_long(word) && word.chars().skip(1).any(char::is_uppercase))
}

/// A value with its first characters shown, if it is long enough.
fn mask(text: &str, start: usize, end: usize) -> Secret {
    let value = &text[start..end];
    let is_shown = value.chars().nth(SHOWN_FROM - 1).is_some();
    let shown = value.char_indices().nth(SHOWN).filter(|_| is_shown).map_or(0, |(at, _)| at);
    Secret { shown_to: start + shown, end }
}

#[cfg(test)]
mod tests {
    use std::{string::String, vec::Vec};

    use super::*;

    /// The text with `*` for each secret, and the steps that it took.
    fn redact(text: &str) -> (String, usize) {
        let mut redactor = Redactor::new(text, usize::MAX);
        let (mut at, mut shown) = (0, String::new());
        while at < text.len() {
            match redactor.part(at) {
                Part::Shown(end) => {
                    assert!(end > at, "{text} at {at}");
                    shown.push_str(&text[at..end]);
                    at = end;
                }
                Part::Secret(secret) => {
                    assert!(secret.shown_to > at && secret.end >= secret.shown_to, "{text}");
                    shown.push_str(&text[at..secret.shown_to]);
                    shown.push('*');
                    at = secret.end;
                }
            }
        }
        (shown, redactor.steps.get())
    }

    #[test]
    fn names_end_an_identifier_and_begin_a_word() {
        for identifier in [
            "ak",
            "AK",
            "my_ak",
            "HUAWEICLOUD_SDK_AK",
            "--cli-secret-key",
            "HW_SECRET_KEY",
            "secretKey",
            "SecretKey",
            "secret_key",
            "secretkey",
            "X-Auth-Token",
            "accessToken",
            "securitytoken",
            "security_token",
            "SecurityToken",
            "AccessKeyId",
            "access_key_id",
            "secretAccessKey",
            "adminPass",
            "id_token",
            "clientSecret",
            "XApiKey",
            "Set-Cookie",
            "access",
        ] {
            assert!(kind_of(identifier).is_some(), "{identifier}");
        }
        for identifier in [
            "task",
            "aks",
            "disk",
            "DISK",
            "1sk",
            "public_access",
            "tokens",
            "mytoken",
            "",
            "-",
            "a_k_x",
        ] {
            assert_eq!(kind_of(identifier), None, "{identifier}");
        }
    }

    /// Twice the text takes at most about twice the steps.
    #[test]
    fn the_time_is_linear() {
        let separators =
            [" ", "=", ":", ": ", "\"", "\\", "\\\"", "[", "(", "\u{1b}[0m", "|", ">-\n ", ", "];
        let names = NAMES.iter().flat_map(|(name, _)| {
            separators.iter().map(move |separator| [*name, *separator].concat())
        });
        let others =
            ["\\ak\\ak", "\"'`", "\\\\\\", "[{(<", "\u{1b}[", "%3D", "&quot;", "a-", "ak, "];
        let patterns = names.chain(others.iter().map(|other| String::from(*other)));
        for pattern in patterns.collect::<Vec<_>>() {
            let steps = |times: usize| redact(&pattern.repeat(times)).1;
            let (short, long) = (steps(200), steps(1600));
            assert!(long <= 9 * short + 1000, "{pattern:?}: {short}, {long}");
        }
    }

    #[test]
    fn values_are_found() {
        for (text, shown) in [
            ("sk=abcdefgh", "sk=*"),
            ("\"password\":\"Hunter,2_super_secret_9\" x", "\"password\":\"Hunt*\" x"),
            ("ak: Some(\"AKIDEXAMPLE1234\")", "ak: Some(\"AKID*\")"),
            ("ak, sk = AKIDEXAMPLE12, SECRETVALUE12 x", "ak, sk = AKID* x"),
            ("Access https://10.1.2.3:8443/v1/orders", "Access https://10.1.2.3:8443/v1/orders"),
        ] {
            assert_eq!(redact(text).0, shown);
        }
    }
}
