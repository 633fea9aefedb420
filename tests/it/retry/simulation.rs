//! What a `RetryPolicy` promises, over hundreds of thousands of simulated calls that meet random
//! failures under random policies. Simulated time, seeded: a run that fails fails again.

use std::{collections::BTreeMap, time::Duration};

use apig_errors::{
    ApigError, ApigRetryable, Code, Delivery, Idempotency, ROWS, Retry, RetryPolicy, Step,
};

use crate::support::failure::{CLASSES, DELIVERIES, Dice, Failure, REQUESTS, SECOND};

const RUNS: u64 = 100_000;

/// The longest call that is played: without a bound on attempts only the waits end one.
const LONGEST_CALL: usize = 40;

/// A policy, and what it promises.
struct Bounds {
    policy: RetryPolicy,
    attempts: u32,
    longest_delay: Duration,
    total_wait: Duration,
    renews: bool,
}

impl Bounds {
    fn random(dice: &mut Dice, duration: fn(&mut Dice) -> Duration) -> Self {
        let attempts = dice.pick(&[0, 1, 2, 3, 4, 4, 9, 20, u32::MAX]);
        let longest_delay = duration(dice);
        let total_wait = duration(dice);
        let renews = dice.pick(&[true, true, false]);
        let policy = RetryPolicy::new()
            .with_max_attempts(attempts)
            .with_base_delay(duration(dice))
            .with_max_delay(longest_delay)
            .with_max_total_wait(total_wait)
            .with_reauthenticate(renews);
        Self { policy, attempts: attempts.max(1), longest_delay, total_wait, renews }
    }
}

/// From nanoseconds to days, the bounds' own defaults and what a server may ask for among them.
fn ordinary(dice: &mut Dice) -> Duration {
    match dice.roll() % 4 {
        0 => dice.pick(&[
            Duration::ZERO,
            Duration::from_nanos(1),
            Duration::from_millis(200),
            SECOND,
            Duration::from_secs(20),
            Duration::from_secs(90),
            Duration::from_secs(86_400),
        ]),
        // Of every magnitude up to 2^47 ns, 39 hours.
        _ => Duration::from_nanos(dice.roll() >> (17 + dice.roll() % 40)),
    }
}

/// The ends of `Duration`, and what lies beside them.
fn extreme(dice: &mut Dice) -> Duration {
    match dice.roll() % 4 {
        0 => Duration::from_nanos(dice.roll() % 3),
        1 => Duration::from_secs(dice.roll()),
        2 => Duration::MAX / u32::try_from(1 + dice.roll() % 5).unwrap(),
        _ => dice.pick(&[
            Duration::MAX,
            Duration::new(u64::MAX, 999_999_998),
            Duration::from_secs(u64::MAX),
            Duration::from_secs(u64::MAX / 2),
            SECOND,
        ]),
    }
}

/// A failure with its own wish for a wait: the response's `Retry-After`, where there is one.
struct Met {
    error: Box<dyn ApigRetryable>,
    retry_after: Option<Duration>,
}

/// A failure that says anything, or a response of the gateway: documented, throttled or neither.
fn random_failure(dice: &mut Dice, duration: fn(&mut Dice) -> Duration) -> Met {
    let retry_after = dice.pick(&[true, false]).then(|| duration(dice));
    let response = match dice.roll() % 4 {
        0 => {
            let row = &ROWS[dice.below(ROWS.len())];
            ApigError::new(row.status, row.code).with_message(row.message)
        }
        1 => {
            let (limit, count) = (dice.roll() % 1000, dice.roll() % 100);
            let (policy, unit) =
                (dice.pick(&["api", "user", "app", "ip"]), dice.pick(&["second", "minute", "day"]));
            let message =
                format!("policy {policy} over ratelimit,limit:{limit},time:{count} {unit}");
            ApigError::new(429, Code::APIG_0308).with_message(message)
        }
        2 => ApigError::from_status(dice.pick(&[200, 401, 403, 404, 429, 500, 502, 503, 504, 999])),
        _ => {
            // `Never` more seldom than by chance: calls have to live to meet the bounds.
            let retry = if dice.roll() % 16 == 0 { Retry::Never } else { dice.pick(&CLASSES[1..]) };
            let failure = Failure { retry, delivery: dice.pick(&DELIVERIES), hint: retry_after };
            return Met { error: Box::new(failure), retry_after };
        }
    };
    let error = match retry_after {
        Some(retry_after) => response.with_retry_after(retry_after),
        None => response,
    };
    Met { error: Box::new(error), retry_after }
}

/// Plays calls to their end and a little beyond, for a state that has said `Stop` may be asked
/// again, and checks every promise at every step. Gives back how often each step was met.
fn play(runs: u64, duration: fn(&mut Dice) -> Duration) -> BTreeMap<&'static str, u32> {
    let mut met = BTreeMap::new();
    for seed in 0..runs {
        let mut dice = Dice(0x5EED_0000_0000 + seed);
        // The first rolls of neighbouring seeds are alike.
        dice.0 = (0..8).fold(0, |_, _| dice.roll());
        for step in play_one(&mut dice, seed, duration) {
            *met.entry(step).or_default() += 1;
        }
    }
    met
}

fn play_one(dice: &mut Dice, seed: u64, duration: fn(&mut Dice) -> Duration) -> Vec<&'static str> {
    let bounds = Bounds::random(dice, duration);
    let request = dice.pick(&REQUESTS);
    let mut state = bounds.policy.start(request).with_seed(seed);
    let mut twin = bounds.policy.start(request).with_seed(seed);
    let (mut sent, mut waited, mut renewals) = (1_u32, Duration::ZERO, 0);
    let (mut steps, mut ended) = (Vec::new(), 0);

    while ended < 3 && steps.len() < LONGEST_CALL {
        let Met { error, retry_after } = random_failure(dice, duration);
        let (verdict, hint) = (error.verdict(), error.wait_hint());
        let step = state.on_error(&*error);
        let context = || {
            let policy = &bounds.policy;
            format!("seed {seed}: {policy:?}, {request:?}: {verdict:?}, {hint:?} -> {step:?}")
        };
        assert_eq!(step, twin.on_error(&*error), "the seed decides: {}", context());

        if !matches!(step, Step::Stop(_)) {
            sent += 1;
            assert!(verdict.permits(request), "{}", context());
            let resent_blindly = verdict.delivery == Delivery::MaybeDelivered
                && request == Idempotency::NotIdempotent;
            assert!(!resent_blindly, "{}", context());
            assert_ne!(verdict.retry, Retry::Never, "{}", context());
        }
        steps.push(match step {
            Step::Wait(wait) => {
                check_wait(wait, verdict.retry, hint, bounds.longest_delay, &context);
                assert!(wait >= retry_after.unwrap_or_default(), "undercut: {}", context());
                waited = waited.checked_add(wait).expect("a sum within bounds");
                "Wait"
            }
            Step::Reauthenticate => {
                assert_eq!(verdict.retry, Retry::Reauthenticate, "{}", context());
                assert!(bounds.renews, "{}", context());
                renewals += 1;
                "Reauthenticate"
            }
            Step::Stop(why) => {
                ended += 1;
                why.as_str()
            }
        });
        assert!(waited <= bounds.total_wait, "{}", context());
        assert_eq!(state.waited(), waited, "{}", context());
        assert!(sent <= bounds.attempts, "{sent} requests: {}", context());
        assert!(renewals <= 1, "{renewals} renewals: {}", context());
        assert_eq!(usize::try_from(state.attempts()), Ok(steps.len()), "{}", context());
    }
    steps
}

/// A wait is never shorter than was asked for, and never longer than the rules allow.
fn check_wait(
    wait: Duration,
    retry: Retry,
    hint: Option<Duration>,
    longest_delay: Duration,
    context: &dyn Fn() -> String,
) {
    let asked = hint.unwrap_or_default();
    let longest = match retry {
        Retry::Throttled => {
            assert!(wait >= asked, "a window is never undercut: {}", context());
            // A hint of no time is none.
            let is_asked = !asked.is_zero();
            assert!(is_asked || wait >= SECOND, "a second at least: {}", context());
            let alone = asked.max(longest_delay);
            let alone = if is_asked { alone } else { alone.max(SECOND) };
            alone.saturating_add(alone / 4)
        }
        Retry::Backoff => asked.max(longest_delay),
        Retry::Never | Retry::Reauthenticate => panic!("a wait for nothing: {}", context()),
    };
    assert!(wait <= longest, "longer than {longest:?}: {}", context());
}

/// Each step and each reason to stop is met, so that no promise holds for want of a case.
fn assert_every_step_is_met(met: &BTreeMap<&'static str, u32>) {
    let names: Vec<_> = met.keys().copied().collect();
    assert_eq!(
        names,
        [
            "AlreadyReauthenticated",
            "AttemptsExhausted",
            "MaybeDelivered",
            "Permanent",
            "Reauthenticate",
            "Wait",
            "WaitTooLong",
        ]
    );
    assert!(met.values().all(|&times| times >= 1_000), "{met:?}");
}

#[test]
fn no_run_breaks_a_bound() {
    assert_every_step_is_met(&play(RUNS, ordinary));
}

#[test]
fn no_run_breaks_a_bound_at_the_ends_of_duration() {
    assert_every_step_is_met(&play(RUNS, extreme));
}
