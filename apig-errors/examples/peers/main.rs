//! What the retry rules of the field do to a gateway, and what a [`Gate`](apig_errors::Gate) does.
//!
//! `cargo run --release --example peers` plays five scenarios with each contender, three seeds each,
//! prints the means as Markdown and writes them to `docs/peers.md`. A simulation: one event after the
//! other, no network, no clock, no sleep.
//!
//! A hundred processes make calls at random moments, three in ten of them POSTs; an error is final. The
//! gateway counts in fixed windows and refuses within 5 ms; refused calls do not count. The service takes
//! 40 to 60 ms. While it fails, a failure is a 503 that says that nothing was delivered or, one in five,
//! a 504 after five seconds, although the work was done; in the total outage seven of ten are a 502.
//! What it leaves out: connections, a backend that slows down, callers that come back.
//!
//! Each contender is written from its documented rules; what a library leaves to its user is chosen
//! here, and said beside its constant.

mod contenders;
mod engine;
mod random;
mod world;

use std::{fmt::Write, fs, io, path::Path, thread};

use crate::{
    contenders::{CONTENDERS, Contender},
    engine::Outcome,
    world::{SCENARIOS, Scenario},
};

const SEEDS: u64 = 3;

fn main() -> io::Result<()> {
    let mut page = String::new();
    for scenario in SCENARIOS {
        page.push_str(&table(scenario));
    }
    print!("{page}");
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/peers.md"), page)
}

fn table(scenario: &Scenario) -> String {
    let mut table = format!(
        "\n**{}**\n\n\
         | contender | requests a call, meanwhile | refused by the throttle | served a second, meanwhile \
         | errors | POSTs done twice |\n| --- | ---: | ---: | ---: | ---: | ---: |\n",
        scenario.name
    );
    for (name, contender) in CONTENDERS {
        let outcome = means(scenario, contender);
        writeln!(
            table,
            "| {name} | {:.2} | {:.0} | {:.0} | {:.1} % | {:.0} |",
            outcome.requests_a_call, outcome.refused, outcome.served, outcome.errors, outcome.twice
        )
        .expect("a string takes it");
    }
    table
}

/// The means over the seeds, each on a thread of its own.
fn means(scenario: &Scenario, contender: &Contender) -> Outcome {
    let outcomes: Vec<_> = thread::scope(|scope| {
        let run = |seed| move || engine::run(scenario, contender.start(scenario, seed), seed);
        let threads: Vec<_> = (1..=SEEDS).map(|seed| scope.spawn(run(seed))).collect();
        threads.into_iter().map(|thread| thread.join().expect("it does not panic")).collect()
    });
    Outcome::mean(&outcomes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(scenario: &str, contender: &str) -> Outcome {
        let scenario = SCENARIOS.iter().find(|s| s.name.starts_with(scenario)).unwrap();
        let contender = CONTENDERS.iter().find(|(name, _)| name.contains(contender)).unwrap().1;
        engine::run(scenario, contender.start(scenario, 1), 1)
    }

    #[test]
    fn the_gate_is_gentle_in_a_total_outage_and_loses_hardly_a_call() {
        let gate = outcome("A total outage", "Gate");
        assert!(gate.requests_a_call <= 0.12 && gate.errors <= 2.0, "{gate:?}");
        assert!(gate.refused <= 1_500.0, "{gate:?}");
        let grpc = outcome("A total outage", "gRPC");
        assert!(grpc.requests_a_call >= 1.0 && grpc.errors >= 30.0, "{grpc:?}");
    }

    #[test]
    fn where_half_of_the_calls_fail_the_gate_bounds_the_load() {
        let gate = outcome("Half", "Gate");
        assert!(gate.requests_a_call <= 1.3 && gate.errors <= 4.0, "{gate:?}");
        assert!(gate.twice < 0.5);
        assert!(outcome("Half", "by the status").twice > 500.0);
    }

    #[test]
    fn windows_of_a_minute_are_used_up_and_hardly_anything_is_refused() {
        let gate = outcome("Overload, windows of a minute", "Gate");
        assert!(gate.refused <= 500.0 && gate.served >= 970.0, "{gate:?}");
    }

    #[test]
    fn the_page_is_that_of_the_documentation() {
        let page = include_str!("../../docs/peers.md");
        for (scenario, (name, _)) in SCENARIOS.iter().zip(CONTENDERS) {
            assert!(page.contains(scenario.name) && page.contains(name), "run `--example peers`");
        }
        // The rest takes minutes without optimization.
        if !cfg!(debug_assertions) {
            let found: String = SCENARIOS.iter().map(table).collect();
            assert_eq!(found, page, "run `cargo run --release --example peers`");
        }
    }
}
