//! Standard input, no more of it than a response can reasonably have.

use std::io::{self, IsTerminal, Read, Write};

/// The most that is read, in bytes.
pub(crate) const LIMIT: usize = 1024 * 1024;

/// What was read.
pub(crate) struct Input {
    pub(crate) bytes: Vec<u8>,
    /// Whether there was more.
    pub(crate) cut: bool,
}

/// Reads standard input to its end, or to the limit. A person who types it is shown how to end it.
pub(crate) fn read() -> io::Result<Input> {
    let stdin = io::stdin().lock();
    if stdin.is_terminal() {
        // Now, not with the decision: the decision waits for what is typed. No macro of `eprintln`'s
        // kind: they panic where standard error cannot be written.
        let _ = writeln!(
            anstream::stderr(),
            "apig: reading the response's body from the terminal; Ctrl-D ends it"
        );
    }
    let mut bytes = Vec::new();
    let read = stdin.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    bytes.truncate(LIMIT);
    Ok(Input { bytes, cut: read > LIMIT })
}
