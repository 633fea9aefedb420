//! What is measured, and against what: the same cases for times and for instructions.

pub(crate) mod calls;
pub(crate) mod conversion;
mod enum64;
pub(crate) mod lookup;
pub(crate) mod reading;
mod rows;
mod table;

/// One contender on one kind of input.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    pub(crate) group: &'static str,
    pub(crate) contender: &'static str,
    /// How many inputs `run` goes through.
    pub(crate) inputs: usize,
    /// Goes through the inputs once.
    pub(crate) run: fn(),
}

/// The contender that does nothing but go through the inputs: what the others are measured over.
pub(crate) const LOOP: &str = "loop";

/// All cases, the loop of each group first.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = lookup::cases();
    cases.extend(reading::cases());
    cases.extend(conversion::cases());
    cases.extend(calls::cases());
    cases
}
