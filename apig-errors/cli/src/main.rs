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
    env,
    io::{self, Write},
    process::ExitCode,
};

use outcome::{FAILED, Outcome};

fn main() -> ExitCode {
    // Help, version and usage errors end here, with clap's own exit codes, 0 and 2.
    let matches = match args::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) if error.use_stderr() => return usage_error(&error),
        Err(help) => help.exit(),
    };
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
    // Complaints first: they stand above what a pager or a script takes over. Where they cannot be
    // written, what was asked for is all the more.
    let _ = anstream::stderr().write_all(outcome.complaints.as_bytes());
    let mut out = anstream::stdout().lock();
    out.write_all(outcome.text.as_bytes())?;
    out.flush()
}

/// Says what is wrong with the arguments. Clap shows them as they are, and a terminal obeys some
/// characters: those are escaped, which takes the colours too.
fn usage_error(error: &clap::Error) -> ExitCode {
    let is_control = |c: char| c.is_control() && c != '\n';
    let is_harmless =
        env::args_os().all(|argument| !argument.to_string_lossy().contains(is_control));
    let rendered = error.render();
    let text = if is_harmless {
        rendered.ansi().to_string()
    } else {
        let mut text = String::new();
        for character in rendered.to_string().chars() {
            if is_control(character) {
                text.extend(character.escape_default());
            } else {
                text.push(character);
            }
        }
        text
    };
    // Where it cannot be written, the exit code has to do.
    let _ = anstream::stderr().write_all(text.as_bytes());
    ExitCode::from(FAILED)
}
