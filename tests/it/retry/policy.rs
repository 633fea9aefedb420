//! `RetryPolicy` through its public face: every rule of `RetryState::on_error`, with simulated time.
//! What holds whatever happens: `simulation.rs`.

use std::{collections::HashSet, time::Duration};

use apig_errors::{ApigRetryable, Delivery, Idempotency, Retry, RetryPolicy, Step, StopReason};

use crate::support::failure::{CLASSES, DELIVERIES, Dice, Failure, REQUESTS, SECOND};

/// A failure after which any request may be retried.
const fn failure(retry: Retry) -> Failure {
    Failure { retry, delivery: Delivery::NotDelivered, hint: None }
}

const fn hinted(retry: Retry, hint: Duration) -> Failure {
    Failure { hint: Some(hint), ..failure(retry) }
}

/// The step after the last of these failures, all of one call.
fn last_step(policy: &RetryPolicy, request: Idempotency, seed: u64, failures: &[Failure]) -> Step {
    let mut state = policy.start(request).with_seed(seed);
    failures.iter().map(|failure| state.on_error(failure)).last().expect("at least one failure")
}

/// The first step, for many seeds, where it has to be a wait.
fn first_waits(policy: &RetryPolicy, failure: Failure) -> Vec<Duration> {
    let wait = |seed| match last_step(policy, Idempotency::Idempotent, seed, &[failure]) {
        Step::Wait(wait) => wait,
        other => panic!("{other:?} after {failure:?}"),
    };
    (0..500).map(wait).collect()
}

fn shortest_and_longest(waits: &[Duration]) -> (Duration, Duration) {
    (*waits.iter().min().unwrap(), *waits.iter().max().unwrap())
}

// --- The order of the rules: the first that holds. --------------------------------------------

#[test]
fn the_first_rule_that_holds_decides() {
    const GET: Idempotency = Idempotency::Idempotent;
    const POST: Idempotency = Idempotency::NotIdempotent;
    const MAYBE: Delivery = Delivery::MaybeDelivered;
    const NOT: Delivery = Delivery::NotDelivered;

    let table = [
        // Each row but the last of a group meets the rules below it too.
        //                    class          renew  delivery request attempts  the step
        (Retry::Never, true, MAYBE, POST, 1, Step::Stop(StopReason::Permanent)),
        (Retry::Never, true, NOT, GET, 9, Step::Stop(StopReason::Permanent)),
        (Retry::Reauthenticate, false, MAYBE, POST, 1, Step::Stop(StopReason::Permanent)),
        (Retry::Reauthenticate, false, NOT, GET, 9, Step::Stop(StopReason::Permanent)),
        (Retry::Reauthenticate, true, MAYBE, POST, 1, Step::Stop(StopReason::MaybeDelivered)),
        (Retry::Reauthenticate, true, MAYBE, GET, 1, Step::Stop(StopReason::AttemptsExhausted)),
        (Retry::Reauthenticate, true, NOT, POST, 1, Step::Stop(StopReason::AttemptsExhausted)),
        (Retry::Reauthenticate, true, NOT, POST, 2, Step::Reauthenticate),
        (Retry::Reauthenticate, true, MAYBE, GET, 2, Step::Reauthenticate),
        (Retry::Throttled, true, MAYBE, POST, 1, Step::Stop(StopReason::MaybeDelivered)),
        (Retry::Throttled, true, MAYBE, GET, 1, Step::Stop(StopReason::AttemptsExhausted)),
        (Retry::Throttled, true, NOT, POST, 2, Step::Stop(StopReason::WaitTooLong)),
        (Retry::Backoff, true, MAYBE, POST, 1, Step::Stop(StopReason::MaybeDelivered)),
        (Retry::Backoff, true, MAYBE, GET, 1, Step::Stop(StopReason::AttemptsExhausted)),
        (Retry::Backoff, true, NOT, POST, 2, Step::Stop(StopReason::WaitTooLong)),
    ];
    for (retry, renew, delivery, request, attempts, expected) in table {
        let policy = RetryPolicy::new()
            .with_max_attempts(attempts)
            .with_max_total_wait(Duration::ZERO)
            .with_reauthenticate(renew);
        let failure = Failure { retry, delivery, hint: Some(SECOND) };
        let step = last_step(&policy, request, 0, &[failure]);
        assert_eq!(step, expected, "{failure:?} of {request:?}, {attempts} attempts");
    }
}

#[test]
fn attempts_are_exhausted_before_a_second_renewal_is_refused() {
    let policy = RetryPolicy::new().with_max_attempts(2);
    let failures = [failure(Retry::Reauthenticate); 2];
    let step = last_step(&policy, Idempotency::Idempotent, 0, &failures);
    assert_eq!(step, Step::Stop(StopReason::AttemptsExhausted));
}

#[test]
fn what_is_not_permitted_is_never_repeated() {
    for retry in CLASSES {
        for delivery in DELIVERIES {
            for request in REQUESTS {
                let failure = Failure { retry, delivery, hint: None };
                let step = last_step(&RetryPolicy::new(), request, 0, &[failure]);
                let stopped = matches!(step, Step::Stop(_));
                assert_eq!(stopped, !failure.verdict().permits(request), "{failure:?} {request:?}");
            }
        }
    }
}

// --- Attempts. --------------------------------------------------------------------------------

#[test]
fn max_attempts_counts_requests_the_first_and_the_one_after_a_renewal_included() {
    let mut state = RetryPolicy::new().with_max_attempts(3).start(Idempotency::Idempotent);
    assert!(matches!(state.on_error(&failure(Retry::Backoff)), Step::Wait(_)));
    assert_eq!(state.on_error(&failure(Retry::Reauthenticate)), Step::Reauthenticate);
    assert_eq!(state.on_error(&failure(Retry::Backoff)), Step::Stop(StopReason::AttemptsExhausted));
    assert_eq!(state.attempts(), 3);
}

#[test]
fn no_attempt_reads_as_one() {
    for attempts in [0, 1] {
        let policy = RetryPolicy::new().with_max_attempts(attempts);
        let step = last_step(&policy, Idempotency::Idempotent, 0, &[failure(Retry::Backoff)]);
        assert_eq!(step, Step::Stop(StopReason::AttemptsExhausted));
    }
}

#[test]
fn the_default_is_four_requests_within_ninety_seconds() {
    assert_eq!(RetryPolicy::default(), RetryPolicy::new());
    let documented = RetryPolicy::new()
        .with_max_attempts(4)
        .with_base_delay(Duration::from_millis(200))
        .with_max_delay(Duration::from_secs(20))
        .with_max_total_wait(Duration::from_secs(90))
        .with_reauthenticate(true);
    assert_eq!(RetryPolicy::new(), documented);
}

#[test]
fn attempts_are_the_errors_seen_those_after_a_stop_included() {
    let mut state = RetryPolicy::new().start(Idempotency::NotIdempotent);
    assert_eq!(state.attempts(), 0);
    assert_eq!(state.on_error(&failure(Retry::Never)), Step::Stop(StopReason::Permanent));
    assert_eq!(state.attempts(), 1);
    for seen in 2..10 {
        let step = state.on_error(&failure(Retry::Backoff));
        assert_eq!(matches!(step, Step::Wait(_)), seen < 4, "error {seen}");
        assert_eq!(state.attempts(), seen);
    }
}

// --- Renewal. ---------------------------------------------------------------------------------

#[test]
fn a_credential_is_renewed_once_in_a_call() {
    let mut state = RetryPolicy::new().with_max_attempts(9).start(Idempotency::NotIdempotent);
    let expired = failure(Retry::Reauthenticate);
    assert_eq!(state.on_error(&expired), Step::Reauthenticate);
    assert_eq!(state.waited(), Duration::ZERO);
    assert!(matches!(state.on_error(&failure(Retry::Throttled)), Step::Wait(_)));
    for _ in 0..3 {
        assert_eq!(state.on_error(&expired), Step::Stop(StopReason::AlreadyReauthenticated));
    }
}

// --- Throttled. -------------------------------------------------------------------------------

#[test]
fn a_throttled_call_waits_for_the_window_and_up_to_a_quarter_more() {
    let window = Duration::from_secs(40);
    let waits = first_waits(&RetryPolicy::new(), hinted(Retry::Throttled, window));
    let (shortest, longest) = shortest_and_longest(&waits);
    assert!(shortest >= window && shortest < window + SECOND, "{shortest:?}");
    assert!(longest <= window + window / 4 && longest > window + window / 5, "{longest:?}");
}

#[test]
fn a_throttled_call_without_a_hint_waits_a_second_and_doubles() {
    for (policy, expected) in [
        (RetryPolicy::new(), [1, 2, 4, 8]),
        (RetryPolicy::new().with_base_delay(Duration::from_secs(3)), [3, 6, 12, 20]),
        (RetryPolicy::new().with_max_delay(Duration::from_millis(10)), [1, 1, 1, 1]),
        (RetryPolicy::new().with_max_delay(Duration::from_secs(3)), [1, 2, 3, 3]),
    ] {
        let mut state = policy.with_max_attempts(9).start(Idempotency::NotIdempotent);
        for seconds in expected {
            let Step::Wait(wait) = state.on_error(&failure(Retry::Throttled)) else { panic!() };
            let least = Duration::from_secs(seconds);
            assert!((least..=least + least / 4).contains(&wait), "{wait:?} for {least:?}");
        }
    }
}

#[test]
fn a_hint_only_lengthens_the_wait_of_a_throttled_call() {
    let policy = RetryPolicy::new().with_base_delay(Duration::from_secs(4)).with_max_attempts(9);
    let mut state = policy.start(Idempotency::Idempotent);
    for seconds in [4, 8, 16, 20] {
        let hint = Duration::from_millis(1);
        let Step::Wait(wait) = state.on_error(&hinted(Retry::Throttled, hint)) else { panic!() };
        let least = Duration::from_secs(seconds);
        assert!((least..=least + least / 4).contains(&wait), "{wait:?} for {least:?}");
    }
}

#[test]
fn a_hint_of_no_time_does_not_shorten_the_wait_of_a_throttled_call() {
    let hint = Duration::ZERO;
    for base_delay in [Duration::ZERO, Duration::from_millis(200)] {
        let policy = RetryPolicy::new().with_base_delay(base_delay);
        let mut state = policy.start(Idempotency::Idempotent);
        for seconds in [1, 2, 4] {
            let Step::Wait(wait) = state.on_error(&hinted(Retry::Throttled, hint)) else {
                panic!()
            };
            assert!(wait >= Duration::from_secs(seconds), "{wait:?}");
        }
    }
}

#[test]
fn a_hint_below_a_second_is_believed() {
    let window = Duration::from_millis(300);
    let waits = first_waits(&RetryPolicy::new(), hinted(Retry::Throttled, window));
    let (shortest, longest) = shortest_and_longest(&waits);
    assert!(window <= shortest && longest <= window + window / 4, "{shortest:?} {longest:?}");
}

#[test]
fn the_jitter_of_a_throttled_call_is_cut_to_what_is_left_but_the_wait_is_not() {
    let window = Duration::from_secs(60);
    let jitter = Duration::from_secs(2);
    let policy = RetryPolicy::new().with_max_total_wait(window + jitter);
    let waits = first_waits(&policy, hinted(Retry::Throttled, window));
    let (shortest, longest) = shortest_and_longest(&waits);
    assert!(shortest >= window);
    assert_eq!(longest, window + jitter);

    let exact =
        first_waits(&policy.clone().with_max_total_wait(window), hinted(Retry::Throttled, window));
    assert!(exact.iter().all(|&wait| wait == window));

    let short = policy.with_max_total_wait(window.checked_sub(Duration::from_nanos(1)).unwrap());
    for seed in 0..100 {
        let failure = hinted(Retry::Throttled, window);
        let step = last_step(&short, Idempotency::Idempotent, seed, &[failure]);
        assert_eq!(step, Step::Stop(StopReason::WaitTooLong));
    }
}

#[test]
fn nobody_sleeps_for_a_day() {
    let day = Duration::from_secs(86_400);
    for retry in [Retry::Throttled, Retry::Backoff] {
        let failures = [hinted(retry, day)];
        let step = last_step(&RetryPolicy::new(), Idempotency::Idempotent, 0, &failures);
        assert_eq!(step, Step::Stop(StopReason::WaitTooLong), "{retry}");
    }
}

// --- Back-off. --------------------------------------------------------------------------------

#[test]
fn back_off_is_a_random_part_of_a_doubling_delay_up_to_the_cap() {
    for (failures, longest) in [(1, 200), (2, 400), (3, 800), (7, 12_800), (8, 20_000), (9, 20_000)]
    {
        let policy = RetryPolicy::new().with_max_attempts(99).with_max_total_wait(Duration::MAX);
        let longest = Duration::from_millis(longest);
        let waits = (0..500).map(|seed| {
            let failures = vec![failure(Retry::Backoff); failures];
            match last_step(&policy, Idempotency::Idempotent, seed, &failures) {
                Step::Wait(wait) => wait,
                other => panic!("{other:?}"),
            }
        });
        let waits: Vec<_> = waits.collect();
        let (shortest, longest_seen) = shortest_and_longest(&waits);
        assert!(shortest < longest / 20, "{shortest:?} of {longest:?}");
        assert!(longest_seen <= longest && longest_seen > longest * 19 / 20, "{longest_seen:?}");
        let half = waits.iter().filter(|&&wait| wait < longest / 2).count();
        assert!((200..300).contains(&half), "{half} of 500 below half of {longest:?}");
    }
}

#[test]
fn back_off_doubles_with_every_error_seen_whatever_its_class() {
    let failures =
        [failure(Retry::Reauthenticate), failure(Retry::Throttled), failure(Retry::Backoff)];
    let longest = (0..500).map(|seed| {
        match last_step(&RetryPolicy::new(), Idempotency::Idempotent, seed, &failures) {
            Step::Wait(wait) => wait,
            other => panic!("{other:?}"),
        }
    });
    let longest = longest.max().unwrap();
    assert!(longest > Duration::from_millis(700) && longest <= Duration::from_millis(800));
}

#[test]
fn retry_after_lengthens_a_back_off_beyond_its_cap() {
    let after = Duration::from_secs(45);
    let waits = first_waits(&RetryPolicy::new(), hinted(Retry::Backoff, after));
    assert!(waits.iter().all(|&wait| wait == after));
}

#[test]
fn retry_after_does_not_shorten_a_back_off() {
    let plain = first_waits(&RetryPolicy::new(), failure(Retry::Backoff));
    let after = Duration::from_millis(30);
    let lengthened = first_waits(&RetryPolicy::new(), hinted(Retry::Backoff, after));
    assert!(plain.iter().any(|&wait| wait < after));
    let expected: Vec<_> = plain.iter().map(|&wait| wait.max(after)).collect();
    assert_eq!(lengthened, expected);
}

#[test]
fn a_back_off_is_cut_to_what_is_left_until_nothing_is_left() {
    let total = Duration::from_millis(150);
    let policy = RetryPolicy::new().with_max_attempts(1_000).with_max_total_wait(total);
    let mut cut = 0;
    for seed in 0..200 {
        let mut state = policy.start(Idempotency::Idempotent).with_seed(seed);
        let mut waited = Duration::ZERO;
        loop {
            match state.on_error(&failure(Retry::Backoff)) {
                Step::Wait(wait) => waited += wait,
                Step::Stop(StopReason::WaitTooLong) => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(waited, total);
        assert_eq!(state.waited(), total);
        cut += u32::from(state.attempts() == 2);
    }
    // The first back-off alone, up to 200 ms, is cut for about every fourth seed.
    assert!((20..80).contains(&cut), "{cut}");
}

#[test]
fn a_hint_that_just_fits_is_waited_for() {
    let after = Duration::from_secs(60);
    let failure = hinted(Retry::Backoff, after);
    let waits = first_waits(&RetryPolicy::new().with_max_total_wait(after), failure);
    assert!(waits.iter().all(|&wait| wait == after));

    let short = after.checked_sub(Duration::from_nanos(1)).unwrap();
    let policy = RetryPolicy::new().with_max_total_wait(short);
    let step = last_step(&policy, Idempotency::Idempotent, 0, &[failure]);
    assert_eq!(step, Step::Stop(StopReason::WaitTooLong));
}

#[test]
fn waits_of_both_classes_draw_on_the_same_total() {
    let policy =
        RetryPolicy::new().with_max_attempts(9).with_max_total_wait(Duration::from_secs(10));
    let mut state = policy.start(Idempotency::Idempotent);
    let nine = hinted(Retry::Backoff, Duration::from_secs(9));
    assert_eq!(state.on_error(&nine), Step::Wait(Duration::from_secs(9)));
    let two = hinted(Retry::Throttled, Duration::from_secs(2));
    assert_eq!(state.on_error(&two), Step::Stop(StopReason::WaitTooLong));
    assert_eq!(state.waited(), Duration::from_secs(9));
}

// --- Seeds. -----------------------------------------------------------------------------------

#[test]
fn the_same_seed_gives_the_same_steps_and_another_seed_other_ones() {
    let policy = RetryPolicy::new().with_max_attempts(9);
    let steps = |seed| {
        let mut dice = Dice(42);
        let mut state = policy.start(Idempotency::Idempotent).with_seed(seed);
        (0..9)
            .map(|_| state.on_error(&failure(dice.pick(&[Retry::Backoff, Retry::Throttled]))))
            .collect::<Vec<_>>()
    };
    let runs: HashSet<_> = (0..100).map(steps).collect();
    assert_eq!(runs.len(), 100);
    assert!((0..100).all(|seed| runs.contains(&steps(seed))));
}

#[test]
fn a_clone_goes_on_as_the_original_does() {
    let mut state = RetryPolicy::new().with_max_attempts(9).start(Idempotency::Idempotent);
    let _ = state.on_error(&failure(Retry::Backoff));
    let mut clone = state.clone();
    for _ in 0..9 {
        let failure = failure(Retry::Backoff);
        assert_eq!(clone.on_error(&failure), state.on_error(&failure));
    }
}

#[test]
fn each_start_has_a_seed_of_its_own() {
    let first_step =
        || RetryPolicy::new().start(Idempotency::Idempotent).on_error(&failure(Retry::Backoff));
    // Two hundred million nanoseconds to choose from: a few of them may meet, not many.
    let steps: HashSet<_> = (0..100).map(|_| first_step()).collect();
    assert!(steps.len() > 95, "{}", steps.len());
}

// --- The ends. --------------------------------------------------------------------------------

#[test]
fn the_longest_wait_is_handed_out_whole() {
    let policy = RetryPolicy::new()
        .with_base_delay(Duration::MAX)
        .with_max_delay(Duration::MAX)
        .with_max_total_wait(Duration::MAX);
    for failure in [
        failure(Retry::Throttled),
        hinted(Retry::Throttled, Duration::MAX),
        hinted(Retry::Backoff, Duration::MAX),
    ] {
        let mut state = policy.start(Idempotency::Idempotent);
        assert_eq!(state.on_error(&failure), Step::Wait(Duration::MAX));
        assert_eq!(state.on_error(&failure), Step::Stop(StopReason::WaitTooLong));
    }
}

#[test]
fn without_any_delay_nothing_waits() {
    let policy = RetryPolicy::new().with_base_delay(Duration::ZERO);
    let step = last_step(&policy, Idempotency::Idempotent, 0, &[failure(Retry::Backoff)]);
    assert_eq!(step, Step::Wait(Duration::ZERO));
}

// --- Words. -----------------------------------------------------------------------------------

#[test]
fn a_reason_to_stop_prints_as_its_name_and_pads() {
    for (stop, name) in [
        (StopReason::Permanent, "Permanent"),
        (StopReason::MaybeDelivered, "MaybeDelivered"),
        (StopReason::AlreadyReauthenticated, "AlreadyReauthenticated"),
        (StopReason::AttemptsExhausted, "AttemptsExhausted"),
        (StopReason::WaitTooLong, "WaitTooLong"),
        (StopReason::BudgetExhausted, "BudgetExhausted"),
        (StopReason::RenewalFailed, "RenewalFailed"),
        (StopReason::Abandoned, "Abandoned"),
    ] {
        assert_eq!(stop.as_str(), name);
        assert_eq!(format!("{stop}|{stop:?}"), format!("{name}|{name}"));
        assert_eq!(format!("{stop:>24}"), format!("{name:>24}"));
    }
}

#[test]
fn an_error_behind_a_pointer_decides_too() {
    let boxed: Box<dyn ApigRetryable> = Box::new(failure(Retry::Reauthenticate));
    let mut state = RetryPolicy::new().start(Idempotency::Idempotent);
    assert_eq!(state.on_error(&*boxed), Step::Reauthenticate);
    assert_eq!(state.on_error(&boxed), Step::Stop(StopReason::AlreadyReauthenticated));
}
