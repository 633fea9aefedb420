//! What a command says, and how it exits.

use std::{
    fmt::{Display, Write},
    io::{self, IsTerminal},
};

use crate::layout::{self, Styled};

/// Yes: found, may be retried.
pub(crate) const YES: u8 = 0;
/// No: not found, must not be retried.
pub(crate) const NO: u8 = 1;
/// No result: wrong usage (clap's code for it), or input and output that failed.
pub(crate) const FAILED: u8 = 2;

/// What a command says.
#[derive(Default)]
pub(crate) struct Outcome {
    /// For standard output, styles included.
    pub(crate) text: String,
    /// For standard error, whole lines.
    pub(crate) complaints: String,
    pub(crate) exit: u8,
}

impl Outcome {
    /// Adds a line for standard error; on a terminal in as many lines as fit it.
    pub(crate) fn complain(&mut self, line: impl Display) {
        self.add_complaint(&line, io::stderr().is_terminal());
    }

    fn add_complaint(&mut self, line: &dyn Display, is_terminal: bool) {
        let line = format!("apig: {line}");
        if is_terminal {
            layout::paragraph(&mut self.complaints, &Styled::plain(line), 0);
        } else {
            // Writing to a string cannot fail.
            let _ = writeln!(self.complaints, "{line}");
        }
    }

    /// Returns the outcome of a command that failed.
    pub(crate) fn failed(line: impl Display) -> Self {
        let mut outcome = Self { exit: FAILED, ..Self::default() };
        outcome.complain(line);
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_is_one_line_unless_a_terminal_is_too_narrow() {
        let line = "long ".repeat(100);
        let mut outcome = Outcome::default();
        outcome.add_complaint(&line, false);
        assert_eq!(outcome.complaints, format!("apig: {line}\n"));
        outcome.complaints.clear();
        outcome.add_complaint(&line, true);
        assert!(outcome.complaints.lines().all(|line| line.len() <= layout::width()));
        assert_eq!(outcome.complaints.matches("long").count(), 100);
    }
}
