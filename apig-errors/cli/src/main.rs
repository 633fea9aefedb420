//! `apig`: what a response of Huawei Cloud API Gateway means, for anyone who has to act on it.
//!
//! `explain` and `list` show the published table, `decide` reads a response as the library does and
//! says what its default policy would do next. Each command makes an [`Outcome`]; only this file
//! prints and exits.

mod args;
mod decide;
mod explain;
mod finding;
mod input;
mod json;
mod layout;
mod list;
mod lookup;
mod next;
mod outcome;
mod summary;
mod words;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use outcome::{FAILED, Outcome};

fn main() -> ExitCode {
    // Help, version and usage errors end here, with clap's own exit codes, 0 and 2.
    let matches = args::command().get_matches();
    let outcome = match matches.subcommand() {
        Some(("explain", matches)) => explain::run(matches),
        Some(("list", matches)) => list::run(matches),
        Some(("decide", matches)) => decide::run(matches),
        Some(("completions", matches)) => args::completions(matches),
        _ => unreachable!("clap requires a command, and knows no other"),
    };
    match print(&outcome) {
        Ok(()) => ExitCode::from(outcome.exit),
        // A reader that has seen enough, `head` say, changes nothing.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(outcome.exit),
        Err(error) => {
            // Where even that cannot be written, the exit code has to do.
            let _ = writeln!(io::stderr(), "apig: cannot write: {error}");
            ExitCode::from(FAILED)
        }
    }
}

/// Writes an outcome; colours only where a terminal shows them and nobody switched them off.
fn print(outcome: &Outcome) -> io::Result<()> {
    // Complaints first: they stand above what a pager or a script takes over.
    anstream::stderr().write_all(outcome.complaints.as_bytes())?;
    let mut out = anstream::stdout().lock();
    out.write_all(outcome.text.as_bytes())?;
    out.flush()
}
