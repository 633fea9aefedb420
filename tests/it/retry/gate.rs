//! The gate's line through its public face, under simulated time.

use std::{thread, time::Duration};

use apig_errors::{
    ApigError, Attempts, Code, Enter, Gate, Idempotency, Pass, RetryBudget, RetryPolicy,
    StopReason, Throttle, Turn,
};

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn down() -> ApigError {
    ApigError::from_status(503)
}

fn throttled(message: &str) -> ApigError {
    ApigError::new(429, Code::APIG_0308).with_message(message)
}

/// Lets a call through and fails it.
fn fail(gate: &Gate, now: Duration, error: &ApigError) {
    let mut pass = gate.pass();
    assert_eq!(pass.enter(now), Enter::Go);
    pass.on_error(now, error);
}

/// A gate that twenty calls have passed.
fn busy() -> Gate {
    let gate = Gate::new();
    for _ in 0..20 {
        let mut pass = gate.pass();
        assert_eq!(pass.enter(ms(0)), Enter::Go);
        pass.on_success();
    }
    gate
}

/// A gate that ten failures at second 1 have closed.
fn after_an_outage() -> Gate {
    let gate = Gate::new().with_seed(1);
    (0..10).for_each(|_| fail(&gate, ms(1_000), &down()));
    assert!(gate.is_closed());
    gate
}

#[test]
fn nine_failures_or_a_success_between_them_leave_it_open() {
    let gate = Gate::new();
    for nth in 0..100 {
        assert_eq!(gate.pass().enter(ms(nth)), Enter::Go);
        if nth % 10 == 9 {
            let mut pass = gate.pass();
            assert_eq!(pass.enter(ms(nth)), Enter::Go);
            pass.on_success();
        } else {
            fail(&gate, ms(nth), &down());
        }
    }
    assert!(!gate.is_closed());
    assert_eq!(gate.quota(), None);
}

#[test]
fn what_the_backend_refuses_and_credentials_are_no_outage() {
    let gate = Gate::new();
    for nth in 0..100 {
        fail(&gate, ms(nth), &ApigError::from_status(404));
        fail(&gate, ms(nth), &ApigError::new(401, Code::APIG_0307));
    }
    assert!(!gate.is_closed());
}

#[test]
fn an_outage_has_one_probe_at_a_time_and_a_dropped_one_makes_room() {
    let gate = after_an_outage();
    let mut waiting: Vec<Pass<'_>> = (0..5).map(|_| gate.pass()).collect();
    for pass in &mut waiting {
        assert!(matches!(pass.enter(ms(1_001)), Enter::WaitUntil(_)));
    }
    let mut probe = gate.pass();
    assert_eq!(probe.enter(ms(1_600)), Enter::Go);
    assert!(matches!(waiting[0].enter(ms(1_600)), Enter::WaitUntil(_)));
    drop(probe);
    assert_eq!(waiting[0].enter(ms(1_601)), Enter::Go);
    assert!(matches!(waiting[1].enter(ms(1_601)), Enter::WaitUntil(_)));
    waiting[0].on_success();
    assert!(!gate.is_closed());
}

#[test]
fn a_probe_without_an_outcome_holds_the_others_for_ten_seconds_at_most() {
    let gate = after_an_outage();
    let mut stuck = gate.pass();
    assert_eq!(stuck.enter(ms(1_600)), Enter::Go);
    assert!(matches!(gate.pass().enter(ms(11_599)), Enter::WaitUntil(_)));
    assert_eq!(gate.pass().enter(ms(11_600)), Enter::Go);
}

#[test]
fn pauses_between_probes_grow_from_half_a_second_to_five() {
    let gate = after_an_outage();
    let mut sent = Vec::new();
    for now in 1_000..121_000 {
        let mut pass = gate.pass();
        if pass.enter(ms(now)) == Enter::Go {
            sent.push(now);
            pass.on_error(ms(now), &down());
        }
    }
    let pauses: Vec<_> = sent.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!((1_250..=1_501).contains(&sent[0]), "{sent:?}");
    assert!((500..=1_000).contains(&pauses[0]), "{pauses:?}");
    assert!(pauses[4..].iter().all(|pause| (2_500..=5_001).contains(pause)), "{pauses:?}");
    assert!((24..50).contains(&sent.len()), "{}", sent.len());
}

#[test]
fn a_hasty_call_is_turned_away_at_once_and_told_when() {
    let gate = after_an_outage();
    let call = RetryPolicy::new()
        .with_max_total_wait(ms(1))
        .call::<ApigError>(Idempotency::Idempotent)
        .gate(&gate);
    let mut attempts = call.attempts::<()>();
    assert_eq!(attempts.turn(ms(1_001)), Turn::Done);
    let gave_up = attempts.finish().unwrap_err();
    assert_eq!((gave_up.reason, gave_up.attempts), (StopReason::WaitTooLong, 0));
    assert!(gave_up.wait.unwrap() > ms(100), "{gave_up:?}");
    assert_eq!(gave_up.error, None);
}

#[test]
fn a_window_is_not_tried_before_the_oldest_request_has_left_it() {
    // Sixty at once, five of them served: the window cannot be over before a second has passed.
    let gate = Gate::new().with_seed(3);
    let refusal = throttled("policy app over ratelimit,limit:5,time:1 second");
    let mut calls: Vec<_> = (0..60).map(|_| gate.pass()).collect();
    for pass in &mut calls {
        assert_eq!(pass.enter(ms(300)), Enter::Go);
    }
    for (nth, pass) in calls.iter_mut().enumerate() {
        match nth {
            0..5 => pass.on_success(),
            _ => pass.on_error(ms(310), &refusal),
        }
    }
    assert_eq!(gate.quota(), Some((5, Duration::from_secs(1))));
    let waiting = &mut calls[5..];
    let first = (310..3_000).find(|&now| waiting.iter_mut().any(|p| p.enter(ms(now)) == Enter::Go));
    assert!((1_300..1_450).contains(&first.unwrap()), "{first:?}");
}

#[test]
fn a_retry_after_is_kept() {
    let gate = Gate::new();
    fail(&gate, ms(5), &throttled("").with_retry_after(ms(30_000)));
    let first = (0..60).find(|&second| gate.pass().enter(ms(second * 1_000)) == Enter::Go);
    assert_eq!(first, Some(31));
}

#[test]
fn a_daily_quota_is_probed_seldom_and_nobody_waits_for_it() {
    let gate = Gate::new().with_seed(1);
    let daily = throttled("Daily quota exhausted");
    let mut sent = 0;
    for second in 0..24 * 3_600 {
        let now = ms(second * 1_000);
        let mut pass = gate.pass();
        match pass.enter_until(now, now + ms(90_000)) {
            Enter::Go => {
                sent += 1;
                pass.on_error(now, &daily);
            }
            Enter::TooLong(_) => {}
            Enter::WaitUntil(then) => assert!(then <= now + ms(90_000)),
        }
    }
    assert!((2..=20).contains(&sent), "{sent}");
}

#[test]
fn a_share_is_an_nth_of_the_limit() {
    let gate = Gate::with_share(4);
    for _ in 0..50 {
        let mut pass = gate.pass();
        assert_eq!(pass.enter(ms(100)), Enter::Go);
        pass.on_success();
    }
    fail(&gate, ms(200), &throttled("policy api over ratelimit,limit:80,time:1 second"));
    assert_eq!(gate.quota(), Some((20, Duration::from_secs(1))));
}

#[test]
fn the_line_keeps_the_order_of_arrival() {
    let gate = busy().with_seed(1);
    fail(&gate, ms(0), &throttled("policy app over ratelimit,limit:10,time:1 second"));
    let mut line: Vec<_> = (0..30).map(|_| gate.pass()).collect();
    for pass in &mut line {
        assert!(matches!(pass.enter(ms(10)), Enter::WaitUntil(_)));
    }
    // The first to ask is the probe; the others follow in their order, no matter who asks.
    let mut probe = gate.pass();
    let opened = (10..3_000).find(|&now| probe.enter(ms(now)) == Enter::Go).unwrap();
    probe.on_success();
    let mut went = Vec::new();
    for now in opened..opened + 10_000 {
        for (nth, pass) in line.iter_mut().enumerate().rev() {
            if !went.contains(&nth) && pass.enter(ms(now)) == Enter::Go {
                went.push(nth);
                pass.on_success();
            }
        }
    }
    assert_eq!(went.len(), 30);
    // Several that are called within one millisecond are let through in the order in which they ask.
    assert!(went.windows(3).all(|trio| trio[0] < trio[2]), "{went:?}");
}

#[test]
fn a_quota_that_is_hardly_used_is_forgotten() {
    let gate = busy();
    fail(&gate, ms(0), &throttled("policy app over ratelimit,limit:100,time:1 second"));
    let mut pass = gate.pass();
    let opened = (0..3_000).find(|&now| pass.enter(ms(now)) == Enter::Go).unwrap();
    pass.on_success();
    assert!(gate.quota().is_some());
    for second in 1..12 {
        assert_eq!(gate.pass().enter(ms(opened + second * 1_001)), Enter::Go);
    }
    assert_eq!(gate.quota(), None);
}

#[test]
fn a_clock_that_goes_back_or_jumps_is_no_trouble() {
    let gate = after_an_outage();
    for now in [0, 1_600, 3, u64::MAX / 2, 0, u64::MAX] {
        let mut pass = gate.pass();
        if pass.enter(Duration::from_millis(now)) == Enter::Go {
            pass.on_error(Duration::ZERO, &throttled("over ratelimit,limit:0,time:1 day"));
        }
    }
    let mut pass = gate.pass();
    let _ = pass.enter(Duration::MAX);
    pass.on_error(Duration::MAX, &down());
}

#[test]
fn an_empty_budget_makes_retries_wait_or_stop() {
    for fail_fast in [false, true] {
        let budget = RetryBudget::new().with_capacity(1).with_fail_fast(fail_fast);
        let gate = Gate::new().with_budget(budget);
        let mut calls: Vec<Attempts<'_, (), _>> = (0..2)
            .map(|_| RetryPolicy::new().call(Idempotency::Idempotent).gate(&gate).attempts())
            .collect();
        for call in &mut calls {
            assert_eq!(call.turn(ms(0)), Turn::Send);
            call.settle(ms(0), Err(down()));
        }
        // After the back-off the first takes the only retry.
        assert_eq!(calls[0].turn(ms(200)), Turn::Send);
        let second = calls[1].turn(ms(200));
        if fail_fast {
            assert_eq!(second, Turn::Done);
            let gave_up = calls.remove(1).finish().unwrap_err();
            assert_eq!(gave_up.reason, StopReason::BudgetExhausted);
        } else {
            let Turn::WaitUntil(then) = second else { panic!("{second:?}") };
            assert!((ms(5_200)..=ms(10_200)).contains(&then));
            assert_eq!(calls[1].turn(ms(10_200)), Turn::Send);
            assert!(calls.remove(1).finish().unwrap_err().waited >= ms(10_000));
        }
    }
}

/// Three calls, each of which asks and then succeeds, fails, is refused, is dropped, has an expired credential
/// or hints at a threshold, in every order: never two probes at once, and whatever happened the line goes on.
#[test]
fn every_interleaving_of_three_calls_leaves_the_line_going() {
    const OUTCOMES: u32 = 6;
    let mut runs = 0;
    // Which of the three moves at each of six steps: each twice.
    let orders: Vec<[usize; 6]> = (0..3_usize.pow(6))
        .map(|code| {
            std::array::from_fn(|step| code / 3_usize.pow(u32::try_from(step).unwrap()) % 3)
        })
        .filter(|order: &[usize; 6]| (0..3).all(|i| order.iter().filter(|&&j| j == i).count() == 2))
        .collect();
    assert_eq!(orders.len(), 90);
    for order in orders {
        for outcomes in 0..OUTCOMES.pow(3) {
            runs += 1;
            let gate = after_an_outage();
            let mut passes: Vec<_> = (0..3).map(|_| Some(gate.pass())).collect();
            let mut under_way = [false; 3];
            for (step, &who) in order.iter().enumerate() {
                let now = ms(1_600 + 700 * u64::try_from(step).unwrap());
                let Some(pass) = &mut passes[who] else { continue };
                if !under_way[who] {
                    let is_closed = gate.is_closed();
                    under_way[who] = pass.enter(now) == Enter::Go;
                    let probes = under_way.iter().filter(|&&is| is).count();
                    assert!(!is_closed || probes <= 1 || !under_way[who], "{order:?}");
                    continue;
                }
                under_way[who] = false;
                match outcomes / OUTCOMES.pow(u32::try_from(who).unwrap()) % OUTCOMES {
                    0 => pass.on_success(),
                    1 => pass.on_error(now, &down()),
                    2 => pass.on_error(now, &throttled("over ratelimit,limit:5,time:1 second")),
                    3 => pass.on_error(now, &ApigError::new(401, Code::APIG_0307)),
                    4 => {
                        gate.hint(&Throttle::new().with_limit(3).with_window(ms(2_000)));
                        pass.on_error(now, &ApigError::new(429, Code::APIG_0308));
                    }
                    _ => passes[who] = None,
                }
            }
            drop(passes);
            let mut next = gate.pass();
            let goes = (0..300).any(|nth| next.enter(ms(10_000 + nth * 100)) == Enter::Go);
            assert!(goes, "{order:?} {outcomes}");
        }
    }
    assert_eq!(runs, 90 * 216);
}

#[test]
fn many_threads_share_it() {
    static GATE: Gate = Gate::new();

    thread::scope(|scope| {
        for thread in 0..4_u64 {
            scope.spawn(move || {
                for nth in 0..20_000 {
                    let now = ms(nth);
                    if nth % 100 == 0 {
                        GATE.hint(&Throttle::new().with_limit(9).with_window(ms(1_000)));
                    }
                    let mut pass = GATE.pass();
                    if pass.enter(now) == Enter::Go {
                        match (nth + thread) % 7 {
                            0 => drop(pass),
                            1 | 2 => pass.on_error(now, &down()),
                            3 => pass
                                .on_error(now, &throttled("over ratelimit,limit:9,time:1 second")),
                            _ => pass.on_success(),
                        }
                    }
                }
            });
        }
    });
    let mut pass = GATE.pass();
    assert!((0..600).any(|nth| pass.enter(ms(20_000 + nth * 100)) == Enter::Go));
}

#[test]
fn a_hint_counts_where_the_refusal_is_silent_and_not_of_another_window() {
    let quota_after = |hint: Option<(u64, u64)>, message: &str| {
        let gate = Gate::new();
        if let Some((limit, window)) = hint {
            gate.hint(&Throttle::new().with_limit(limit).with_window(ms(window)));
        }
        let mut calls: Vec<_> = (0..40).map(|_| gate.pass()).collect();
        for pass in &mut calls {
            assert_eq!(pass.enter(ms(100)), Enter::Go);
        }
        calls[39].on_error(ms(110), &throttled(message));
        gate.quota().unwrap()
    };
    let second = ms(1_000);
    assert_eq!(quota_after(None, ""), (40, second));
    assert_eq!(quota_after(Some((7, 1_000)), ""), (7, second));
    assert_eq!(quota_after(Some((7, 60_000)), ""), (7, 60 * second));
    // What the refusal says itself comes first.
    let named = "policy app over ratelimit,limit:9,time:1 second";
    assert_eq!(quota_after(Some((7, 1_000)), named), (9, second));
    let window_only = "policy app over ratelimit,time:1 second";
    assert_eq!(quota_after(Some((7, 1_000)), window_only), (7, second));
    assert_eq!(quota_after(Some((7, 60_000)), window_only), (40, second));
    // A window of no time is none.
    assert_eq!(quota_after(Some((7, 0)), ""), (40, second));
}
