//! Nanoseconds an input. The contenders of a group take turns, so that a machine whose speed drifts treats
//! all alike; shown are the medians of the rounds, and the medians of the ratios round by round.
//!
//! `cargo bench -p apig-errors --bench times` prints the tables of `benches/README.md`.

mod cases;

use std::{
    env,
    time::{Duration, Instant},
};

use cases::{Case, LOOP};

const ROUNDS: usize = 41;
/// How long one contender runs in one round.
const TURN: Duration = Duration::from_millis(2);

fn main() {
    // `cargo test --benches` runs this too; there is nothing to test.
    if !env::args().any(|argument| argument == "--bench") {
        return;
    }
    let cases = cases::all();
    for group in cases.chunk_by(|a, b| a.group == b.group) {
        measure(group);
    }
}

/// The cases of one group: the loop, ours, the peers.
fn measure(group: &[Case]) {
    let turns: Vec<u32> = group.iter().map(repetitions).collect();
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); group.len()];
    for _ in 0..ROUNDS {
        for ((case, turns), times) in group.iter().zip(&turns).zip(&mut times) {
            times.push(nanoseconds(case, *turns));
        }
    }
    println!("\n{}: ns an input, and how many times ours", group[0].group);
    let ours = times[1].clone();
    for (case, times) in group.iter().zip(&times).filter(|(case, _)| case.contender != LOOP) {
        let ratios = times.iter().zip(&ours).map(|(time, ours)| time / ours).collect();
        println!("  {:<20}{:>12.1}{:>8.2}", case.contender, median(times.clone()), median(ratios));
    }
}

/// How often the inputs are gone through in one turn.
fn repetitions(case: &Case) -> u32 {
    let mut repetitions = 1;
    loop {
        let start = Instant::now();
        for _ in 0..repetitions {
            (case.run)();
        }
        if start.elapsed() >= TURN {
            return repetitions;
        }
        repetitions *= 2;
    }
}

fn nanoseconds(case: &Case, repetitions: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..repetitions {
        (case.run)();
    }
    let inputs = f64::from(repetitions) * f64::from(u32::try_from(case.inputs).unwrap_or(u32::MAX));
    start.elapsed().as_secs_f64() * 1e9 / inputs
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
