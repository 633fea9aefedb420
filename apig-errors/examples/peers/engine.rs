//! Events one after the other.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::{
    contenders::{After, Before, Run},
    random::{Random, draw},
    world::{Kind, SECOND, Scenario, Time, USERS, World},
};

/// One call on its way.
pub(crate) struct Call {
    pub(crate) id: usize,
    pub(crate) process: usize,
    pub(crate) user: usize,
    pub(crate) is_post: bool,
    pub(crate) begun: Time,
    /// How many requests have failed.
    pub(crate) failures: u32,
    pub(crate) random: Random,
    /// What its last retry took out of a budget.
    pub(crate) paid: f64,
    pub(crate) sent: u64,
    done: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Arrive,
    Ask(usize),
    Response(usize, Kind),
}

/// What came of a run, or the means of several.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) requests_a_call: f64,
    pub(crate) refused: f64,
    pub(crate) served: f64,
    /// In percent of all calls.
    pub(crate) errors: f64,
    pub(crate) twice: f64,
}

impl Outcome {
    pub(crate) fn mean(outcomes: &[Self]) -> Self {
        let mean = |of: fn(&Self) -> f64| {
            outcomes.iter().map(of).sum::<f64>()
                / f64::from(u32::try_from(outcomes.len()).unwrap_or(1))
        };
        Self {
            requests_a_call: mean(|outcome| outcome.requests_a_call),
            refused: mean(|outcome| outcome.refused),
            served: mean(|outcome| outcome.served),
            errors: mean(|outcome| outcome.errors),
            twice: mean(|outcome| outcome.twice),
        }
    }
}

#[derive(Default)]
struct Counts {
    calls: u32,
    calls_meanwhile: u32,
    requests_meanwhile: u32,
    served_meanwhile: u32,
    refused: u32,
    errors: u32,
    twice: u32,
}

/// Plays a scenario to its end: no call waits for longer than 90 seconds.
pub(crate) fn run(scenario: &Scenario, mut contender: Run, seed: u64) -> Outcome {
    let mut world = World::new(scenario, seed);
    let mut arrivals = Random(seed ^ 0xA11CE);
    let mut calls: Vec<Call> = Vec::new();
    let mut counts = Counts::default();
    let mut events = BinaryHeap::from([Reverse((0, 0_u64, Event::Arrive))]);
    let mut number = 0;
    while let Some(Reverse((now, _, event))) = events.pop() {
        let next = match event {
            Event::Arrive => {
                if now < scenario.until {
                    let at = now + pause(&mut arrivals, scenario.calls);
                    number += 1;
                    events.push(Reverse((at, number, Event::Arrive)));
                }
                let id = calls.len();
                let luck = draw(seed ^ 0xBEEF, id as u64, 1);
                let call = Call {
                    id,
                    process: usize::try_from(luck % scenario.processes as u64).unwrap_or(0),
                    user: usize::try_from(luck / 1_000_000 % USERS as u64).unwrap_or(0),
                    is_post: luck / 1_000 % 10 < 3,
                    begun: now,
                    failures: 0,
                    random: Random(draw(seed ^ 0xC0DE, id as u64, 2)),
                    paid: 0.0,
                    sent: 0,
                    done: 0,
                };
                contender.begin(&call);
                calls.push(call);
                counts.calls += 1;
                counts.calls_meanwhile += u32::from(scenario.meanwhile.contains(&now));
                Some((now, Event::Ask(id)))
            }
            Event::Ask(id) => match contender.before(now, &mut calls[id]) {
                Before::Send => {
                    let call = &mut calls[id];
                    let response = world.response(now, call);
                    call.sent += 1;
                    counts.requests_meanwhile += u32::from(scenario.meanwhile.contains(&now));
                    counts.refused += u32::from(response.kind == Kind::Throttled);
                    if matches!(response.kind, Kind::Served | Kind::TimedOut) {
                        let is_served = response.kind == Kind::Served;
                        let is_meanwhile = is_served && scenario.meanwhile.contains(&now);
                        counts.served_meanwhile += u32::from(is_meanwhile);
                        call.done += 1;
                        counts.twice += u32::from(call.is_post && call.done == 2);
                    }
                    Some((now + response.after, Event::Response(id, response.kind)))
                }
                Before::AskAt(at) => Some((at.max(now + 1), Event::Ask(id))),
                Before::GiveUp => {
                    counts.errors += 1;
                    None
                }
            },
            Event::Response(id, kind) => match contender.after(now, &mut calls[id], kind) {
                After::Done => None,
                After::RetryAt(at) => Some((at, Event::Ask(id))),
                After::GiveUp => {
                    counts.errors += 1;
                    None
                }
            },
        };
        if let Some((at, event)) = next {
            number += 1;
            events.push(Reverse((at, number, event)));
        }
    }
    let ratio = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    let span = (scenario.meanwhile.end - scenario.meanwhile.start) / SECOND;
    Outcome {
        requests_a_call: ratio(counts.requests_meanwhile, counts.calls_meanwhile),
        refused: f64::from(counts.refused),
        served: ratio(counts.served_meanwhile, u32::try_from(span).unwrap_or(1)),
        errors: 100.0 * ratio(counts.errors, counts.calls),
        twice: f64::from(counts.twice),
    }
}

/// The time until the next call: exponential.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "less than a minute, and not negative"
)]
fn pause(random: &mut Random, a_second: u64) -> Time {
    (-(1.0 - random.unit()).ln() * (SECOND / a_second) as f64) as Time + 1
}
