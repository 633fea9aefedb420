//! Sixty tasks at once against a threshold, counted in each of the ways in which a gateway may count.

use std::{
    collections::{BTreeSet, VecDeque},
    time::Duration,
};

use apig_errors::{ApigError, Attempts, Code, Gate, Idempotency, RetryPolicy, Turn};

use crate::support::failure::Dice;

const TASKS: usize = 60;

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// How a gateway counts.
#[derive(Clone, Copy, Debug)]
struct Threshold {
    limit: usize,
    window: Duration,
    /// Any span of the window's length, or those of its own clock.
    is_sliding: bool,
    /// Whether a refused call counts against the window.
    counts_refused: bool,
    /// Whether the refusal names limit and window.
    is_named: bool,
    /// How long a request is under way, and how late a timer fires, at most.
    latency: Duration,
    lateness: Duration,
}

const FIVE_A_SECOND: Threshold = Threshold {
    limit: 5,
    window: ms(1_000),
    is_sliding: false,
    counts_refused: false,
    is_named: true,
    latency: ms(0),
    lateness: ms(0),
};

/// What came of it.
#[derive(Debug)]
struct Outcome {
    served: usize,
    refused: usize,
    took: Duration,
}

struct Gateway {
    threshold: Threshold,
    /// When the calls of the last window were counted.
    counted: VecDeque<Duration>,
}

impl Gateway {
    fn admits(&mut self, now: Duration) -> bool {
        let Threshold { limit, window, is_sliding, counts_refused, .. } = self.threshold;
        let is_over = |at: Duration| {
            if is_sliding {
                at + window <= now
            } else {
                at.as_millis() / window.as_millis() < now.as_millis() / window.as_millis()
            }
        };
        while self.counted.front().is_some_and(|&at| is_over(at)) {
            self.counted.pop_front();
        }
        let is_admitted = self.counted.len() < limit;
        if is_admitted || counts_refused {
            self.counted.push_back(now);
        }
        is_admitted
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Ask,
    Arrive,
    Respond(bool),
}

fn play(threshold: Threshold, policy: &RetryPolicy, seed: u64) -> Outcome {
    let mut dice = Dice(seed << 20 | 1);
    dice.0 = (0..8).fold(0, |_, _| dice.roll());
    let mut up_to = |most: Duration| {
        Duration::from_micros(dice.roll() % (u64::try_from(most.as_micros()).unwrap() + 1))
    };
    let begin = ms(1_000) + up_to(threshold.window);
    let gate = Gate::new().with_seed(seed);
    let refusal = if threshold.is_named {
        let (limit, seconds) = (threshold.limit, threshold.window.as_secs());
        let message = format!("policy user over ratelimit,limit:{limit},time:{seconds} second");
        ApigError::new(429, Code::APIG_0308).with_message(message)
    } else {
        ApigError::new(429, Code::APIG_0308)
    };
    let mut calls: Vec<Attempts<'_, (), _>> = (0..60)
        .map(|nth| {
            let call = policy.call(Idempotency::NotIdempotent).gate(&gate);
            call.with_seed(seed << 8 | nth).attempts()
        })
        .collect();
    let mut gateway = Gateway { threshold, counted: VecDeque::new() };
    let mut events: BTreeSet<_> = (0..TASKS).map(|nth| (begin, nth, Event::Ask)).collect();
    let mut outcome = Outcome { served: 0, refused: 0, took: Duration::ZERO };
    while let Some((now, nth, event)) = events.pop_first() {
        let next = match event {
            Event::Ask => match calls[nth].turn(now) {
                Turn::Done => continue,
                Turn::WaitUntil(then) => (then + up_to(threshold.lateness), Event::Ask),
                Turn::Send => (now + up_to(threshold.latency) / 2, Event::Arrive),
            },
            Event::Arrive => {
                let is_admitted = gateway.admits(now);
                (now + up_to(threshold.latency) / 2, Event::Respond(is_admitted))
            }
            Event::Respond(is_admitted) => {
                outcome.served += usize::from(is_admitted);
                outcome.refused += usize::from(!is_admitted);
                outcome.took = now.saturating_sub(begin);
                let result = if is_admitted { Ok(()) } else { Err(refusal.clone()) };
                calls[nth].settle(now, result);
                (now, Event::Ask)
            }
        };
        events.insert((next.0, nth, next.1));
    }
    outcome
}

/// Both kinds of windows, with refused calls that count and that do not; seeds that the gate's numbers
/// were not chosen with. All are served.
fn worst(threshold: Threshold, policy: &RetryPolicy) -> Outcome {
    let mut worst = Outcome { served: TASKS, refused: 0, took: Duration::ZERO };
    for (is_sliding, counts_refused) in [(false, false), (false, true), (true, false), (true, true)]
    {
        for seed in 1_000..1_025 {
            let threshold = Threshold { is_sliding, counts_refused, ..threshold };
            let outcome = play(threshold, policy, seed);
            assert_eq!(outcome.served, TASKS, "{threshold:?} {seed} {outcome:?}");
            worst.refused = worst.refused.max(outcome.refused);
            worst.took = worst.took.max(outcome.took);
        }
    }
    worst
}

/// The default policy. What is sent before anybody knows of the threshold is refused, all but five;
/// nobody after that.
#[test]
fn sixty_tasks_are_all_served_and_refused_but_once() {
    let at_once = worst(FIVE_A_SECOND, &RetryPolicy::new());
    assert!(at_once.refused <= 3, "{at_once:?}");
    let threshold = Threshold { latency: ms(20), lateness: ms(2), ..FIVE_A_SECOND };
    let worst = worst(threshold, &RetryPolicy::new());
    assert!(worst.refused <= 56 && worst.took < ms(13_500), "{worst:?}");
}

#[test]
fn requests_that_overtake_each_other_cost_a_few_refusals() {
    let threshold = Threshold { latency: ms(100), lateness: ms(10), ..FIVE_A_SECOND };
    let worst = worst(threshold, &RetryPolicy::new());
    assert!(worst.refused <= 60 && worst.took < ms(15_000), "{worst:?}");
}

/// The window is guessed at a second, the limit from what went through.
#[test]
fn a_threshold_that_is_not_named_is_found() {
    let threshold =
        Threshold { latency: ms(20), lateness: ms(2), is_named: false, ..FIVE_A_SECOND };
    let worst = worst(threshold, &RetryPolicy::new().with_max_attempts(8));
    assert!(worst.refused <= 63 && worst.took < ms(19_000), "{worst:?}");
}

#[test]
fn windows_of_a_minute_are_waited_for() {
    let threshold = Threshold {
        limit: 20,
        window: ms(60_000),
        latency: ms(100),
        lateness: ms(10),
        ..FIVE_A_SECOND
    };
    let patient = RetryPolicy::batch().with_max_total_wait(ms(600_000));
    let named = worst(threshold, &patient);
    assert!(named.refused <= 42 && named.took < ms(200_000), "{named:?}");
    let unnamed = worst(Threshold { is_named: false, ..threshold }, &patient);
    assert!(unnamed.refused <= 72 && unnamed.took < ms(240_000), "{unnamed:?}");
}
