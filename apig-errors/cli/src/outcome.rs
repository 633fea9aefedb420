//! What a command says, and how it exits.

use std::fmt::{Display, Write};

/// The question was answered with yes: found, may be retried.
pub(crate) const YES: u8 = 0;
/// The question was answered with no: not found, must not be retried.
pub(crate) const NO: u8 = 1;
/// It was not answered: wrong usage (clap's code for it), or input and output that failed.
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

    /// A response that could not be given.
    pub(crate) fn failed(line: impl Display) -> Self {
        let mut response = Self { exit: FAILED, ..Self::default() };
        outcome.complain(line);
        outcome
    }
}
