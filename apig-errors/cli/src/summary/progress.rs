//! How far a long read has come, for a person who waits: on a terminal only.

use std::{
    fmt::Write as _,
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

/// How often a line is drawn.
const PERIOD: Duration = Duration::from_millis(200);

/// How wide the bar is, in columns.
const BAR: usize = 24;

pub(super) struct Progress {
    /// Of the log, in bytes, where it is known.
    length: Option<u64>,
    read: u64,
    drawn: Option<Instant>,
    is_shown: bool,
}

impl Progress {
    /// Draws on standard error if that is a terminal.
    pub(super) fn to_stderr(length: Option<u64>) -> Self {
        Self { length, read: 0, drawn: Some(Instant::now()), is_shown: io::stderr().is_terminal() }
    }

    #[cfg(test)]
    pub(super) fn hidden() -> Self {
        Self { length: None, read: 0, drawn: None, is_shown: false }
    }

    pub(super) fn advance(&mut self, bytes: usize) {
        self.read += bytes as u64;
        if self.is_shown && self.drawn.is_none_or(|drawn| drawn.elapsed() >= PERIOD) {
            self.drawn = Some(Instant::now());
            draw(&self.line());
        }
    }

    /// Takes the line away again.
    pub(super) fn finish(&self) {
        if self.is_shown {
            draw("");
        }
    }

    /// What is drawn: `[######      ]  512 of 1024 MiB`.
    fn line(&self) -> String {
        let mib = self.read >> 20;
        let Some(length) = self.length.filter(|&length| length >= self.read && length > 0) else {
            return format!("{mib} MiB read");
        };
        let part = u128::from(self.read) * BAR as u128 / u128::from(length);
        let part = usize::try_from(part).unwrap_or(BAR);
        let mut line = String::new();
        let _ = write!(
            line,
            "[{}{}] {mib} of {} MiB",
            "#".repeat(part),
            " ".repeat(BAR - part),
            length >> 20
        );
        line
    }
}

/// Replaces the line on the terminal. Where that fails, it is only a line less.
fn draw(line: &str) {
    let mut stderr = io::stderr();
    let _ = write!(stderr, "\r\x1b[K{line}");
    let _ = stderr.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_it_is() {
        let line =
            |read: u64, length| Progress { length, read, drawn: None, is_shown: false }.line();
        let gib = Some(1 << 30);
        assert_eq!(line(0, gib), format!("[{}] 0 of 1024 MiB", " ".repeat(24)));
        assert_eq!(
            line(1 << 29, gib),
            format!("[{}{}] 512 of 1024 MiB", "#".repeat(12), " ".repeat(12))
        );
        assert_eq!(line(1 << 30, gib), format!("[{}] 1024 of 1024 MiB", "#".repeat(24)));
        // A pipe, and a file that grows while it is read.
        assert_eq!(line(3 << 20, None), "3 MiB read");
        assert_eq!(line(3 << 20, Some(1)), "3 MiB read");
        assert_eq!(line(u64::MAX, Some(u64::MAX)).matches('#').count(), 24);
    }
}
