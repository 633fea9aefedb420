//! What a command says, and how it exits.

use std::fmt::{Display, Write};

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
    /// Adds a line for standard error.
    pub(crate) fn complain(&mut self, line: impl Display) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.complaints, "apig: {line}");
    }

    /// Returns the outcome of a command that failed.
    pub(crate) fn failed(line: impl Display) -> Self {
        let mut outcome = Self { exit: FAILED, ..Self::default() };
        outcome.complain(line);
        outcome
    }
}
