//! What an editor shows in `#[apig(…)]`, asked of a real server: what is completed, shown and found, the
//! errors while somebody types, and how long an edit takes beside thiserror.
//!
//! `.ci/editor` runs it, and says where the server comes from. It prints a table, and fails where a place
//! shows something else than it should.

mod package;
mod places;
mod server;

use std::{
    error::Error,
    fmt::Write as _,
    process::ExitCode,
    time::{Duration, Instant},
};

use self::{
    package::Package,
    places::{COMPLETIONS, ENUM, SHOWN, STATES, names},
    server::Server,
};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How many edits are timed of each contender.
const EDITS: usize = 40;
const VARIANTS: usize = 64;
/// How many times thiserror's time an edit may take.
const AT_MOST: f64 = 1.5;

fn main() -> Result<ExitCode> {
    let package = Package::new()?;
    package.write(&places::valid())?;
    let mut server = Server::start(&package)?;
    let mut failures = 0;
    let mut report = |what: &str, place: &str, failure: Option<String>| {
        failures += usize::from(failure.is_some());
        let result = failure.map_or_else(|| "ok".to_owned(), |why| format!("**{why}**"));
        println!("| {what} | `{place}` | {result} |");
    };
    server.show(&package.source, &places::valid())?;
    server.settle()?;
    println!("{}\n\n| what | place | result |\n| --- | --- | --- |", server.name);

    // Shown and found: in a right enum, and in one with a mistake elsewhere.
    for text in [places::valid(), places::mistaken()] {
        server.show(&package.source, &text)?;
        for (place, shown, defined) in SHOWN {
            let at = places::offset(&text, place)?;
            let hover = server.hover(&package.source, at)?;
            let missing = shown.iter().find(|part| !hover.contains(**part));
            report("hover", place, missing.map(|part| format!("no `{part}` in {hover:?}")));
            let lines = server.definition(&package.source, at)?;
            let is_found = lines.iter().any(|line| line.contains(defined));
            report(
                "definition",
                place,
                (!is_found).then(|| format!("not at `{defined}`: {lines:?}")),
            );
        }
    }

    for (before, attribute, group) in COMPLETIONS {
        let (text, at) = places::with(&places::valid(), before, attribute)?;
        server.show(&package.source, &text)?;
        let found = server.completion(&package.source, at)?;
        let expected = names(*group);
        let failure = (found != expected).then(|| format!("{found:?}"));
        report(&format!("completion: {} names", expected.len()), attribute, failure);
    }

    for state in STATES {
        let text = places::valid().replacen(ENUM, state, 1);
        server.show(&package.source, &text)?;
        let (ours, rustc) = (server.errors(&package.source)?, package.errors(&text)?);
        let failure = (ours != rustc).then(|| format!("{ours:?}, but the compiler {rustc:?}"));
        report(&format!("errors: {}", rustc.len()), state, failure);
    }

    let [apig, thiserror] = latency(&mut server, &package)?;
    let ratio = apig.as_secs_f64() / thiserror.as_secs_f64();
    let mut times = String::new();
    write!(times, "{apig:.1?}, thiserror {thiserror:.1?}: {ratio:.2} times")?;
    let is_slow = ratio > AT_MOST;
    report(&format!("an edit at {VARIANTS} variants"), &times, is_slow.then(|| "too slow".into()));

    println!("\n{failures} failed");
    Ok(if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The least time from an edit of an attribute to the errors of the file: ours, and thiserror's. Edits of both
/// in turn, so that a machine whose speed drifts treats both alike.
fn latency(server: &mut Server, package: &Package) -> Result<[Duration; 2]> {
    let mut least = [Duration::MAX; 2];
    for edit in 0..EDITS {
        for (contender, least) in least.iter_mut().enumerate() {
            // The contender's enum, and then an edit of it, which alone counts.
            for (nth, counts) in [(2 * edit, false), (2 * edit + 1, true)] {
                let text = places::long(contender == 0, VARIANTS, nth);
                let start = Instant::now();
                server.show(&package.source, &text)?;
                let errors = server.errors(&package.source)?;
                if !errors.is_empty() {
                    return Err(format!("{errors:?} in\n{text}").into());
                }
                if counts {
                    *least = start.elapsed().min(*least);
                }
            }
        }
    }
    Ok(least)
}
