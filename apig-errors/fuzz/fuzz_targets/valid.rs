//! Reading a body that is an object in valid JSON, against the slow reader. The input decides what is written:
//! bytes that only come near JSON, as the target `body` has them, are seldom an object.

#![no_main]

use std::fmt::Write;

use libfuzzer_sys::fuzz_target;

#[path = "../../../tests/it/support/rules.rs"]
#[allow(dead_code)]
mod rules;

#[path = "../../../tests/it/support/plain.rs"]
#[allow(dead_code)]
mod plain;

fuzz_target!(|decisions: &[u8]| {
    let mut writer = Writer { decisions, json: String::new() };
    writer.object(0);
    let json = writer.json;
    let expected = plain::read(json.as_bytes()).expect("an object in valid JSON");
    assert_eq!(plain::said(json.as_bytes()), expected, "{json}");
});

/// Names beside those that are read.
const OTHERS: [&str; 5] = ["data", "error", "x\"error_code", "Error_Code", ""];

/// What matters as a value.
const WORDS: [&str; 12] = [
    "APIG.0308",
    "APIGW.0201",
    "DNS.0014",
    "0000",
    "APIG.0000",
    "404",
    "",
    " ",
    "Slow down.",
    "}",
    "\"error_code\":\"APIG.0601\"",
    "\u{fffd}\u{1f600}\u{e9}",
];

const SCALARS: [&str; 8] =
    ["null", "true", "false", "0", "-0.5", "404", "1e9", "18446744073709551616"];

const WHITESPACE: [&str; 4] = [" ", "\n", "\t ", "\r\n    "];

struct Writer<'i> {
    decisions: &'i [u8],
    json: String,
}

impl Writer<'_> {
    /// Zero when the input is used up, which ends whatever is being written.
    fn decide(&mut self) -> u8 {
        let Some((first, rest)) = self.decisions.split_first() else { return 0 };
        self.decisions = rest;
        *first
    }

    fn one_of(&mut self, texts: &[&'static str]) -> &'static str {
        texts[usize::from(self.decide()) % texts.len()]
    }

    fn whitespace(&mut self) {
        if self.decide() % 8 == 1 {
            let text = self.one_of(&WHITESPACE);
            self.json.push_str(text);
        }
    }

    fn object(&mut self, level: usize) {
        self.json.push('{');
        self.whitespace();
        for nth in 0..self.decide() % 7 {
            self.comma(nth);
            let name = match self.decide() {
                0..60 => self.one_of(&OTHERS),
                _ => self.one_of(plain::READ),
            };
            self.string(name);
            self.whitespace();
            self.json.push(':');
            self.value(level + 1);
        }
        self.json.push('}');
    }

    fn comma(&mut self, nth: u8) {
        if nth > 0 {
            self.json.push(',');
            self.whitespace();
        }
    }

    fn value(&mut self, level: usize) {
        self.whitespace();
        match self.decide() {
            // Deeper than what is looked into, and not as deep as what serde_json refuses.
            0..70 if level < 12 => self.object(level),
            70..90 if level < 12 => {
                self.json.push('[');
                for nth in 0..self.decide() % 4 {
                    self.comma(nth);
                    self.value(level + 1);
                }
                self.json.push(']');
            }
            90..110 => {
                let scalar = self.one_of(&SCALARS);
                self.json.push_str(scalar);
            }
            110..140 => {
                let length = usize::from(self.decide()).min(self.decisions.len());
                let (text, rest) = self.decisions.split_at(length);
                self.decisions = rest;
                self.string(&String::from_utf8_lossy(text));
            }
            140..150 => {
                let (piece, times) = (self.one_of(&WORDS), self.decide());
                self.string(&piece.repeat(usize::from(times)));
            }
            _ => {
                let text = self.one_of(&WORDS);
                self.string(text);
            }
        }
        self.whitespace();
    }

    /// With escapes where the input says so, also where none are needed.
    fn string(&mut self, text: &str) {
        self.json.push('"');
        let style = self.decide();
        for (nth, character) in text.chars().enumerate() {
            let must = matches!(character, '"' | '\\' | '\0'..' ');
            let may = style % 4 == 1 && nth % 8 == usize::from(style / 4 % 8);
            match character {
                '"' | '\\' | '/' if must || may => self.json.extend(['\\', character]),
                '\n' if style % 2 == 0 => self.json.push_str("\\n"),
                _ if must || may => {
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        write!(self.json, "\\u{unit:04x}").expect("a string takes any text");
                    }
                }
                _ => self.json.push(character),
            }
        }
        self.json.push('"');
    }
}
