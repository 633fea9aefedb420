//! The driver under simulated time: hundreds of calls at once that share a gate, a budget and a credential,
//! meet random failures, and are dropped at random moments. What holds for each of them, and for what they
//! share.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    time::Duration,
};

use apig_errors::{
    ApigError, Code, Credential, Delivery, Enter, Gate, GaveUp, Idempotency, Retry, RetryPolicy,
    Verdict,
};

use crate::support::{
    failure::{Dice, REQUESTS},
    simulated::{Task, Time, within},
};

const CALLS: u64 = 400;

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn count<K: Ord>(counts: &RefCell<BTreeMap<K, u32>>, key: K) {
    *counts.borrow_mut().entry(key).or_default() += 1;
}

/// A service behind a gateway, on one of its bad days.
struct World<'t> {
    time: &'t Time,
    dice: RefCell<Dice>,
    /// In percent, before and after the half of the time.
    failing: [u64; 2],
    /// Calls a second.
    limit: u32,
    window: Cell<(u64, u32)>,
    /// The token that is good, and how many log-ins there were.
    token: Cell<u32>,
    /// Requests under way that were sent while the gate was closed.
    probes: Cell<u32>,
    sent: Cell<u32>,
    served: Cell<u32>,
    retries: Cell<u32>,
}

/// Not under way any more, also when it is dropped.
struct Probe<'w>(Option<&'w Cell<u32>>);

impl Drop for Probe<'_> {
    fn drop(&mut self) {
        if let Some(probes) = self.0 {
            probes.set(probes.get() - 1);
        }
    }
}

impl World<'_> {
    fn roll(&self, below: u64) -> u64 {
        self.dice.borrow_mut().roll() % below
    }

    async fn request(&self, gate: &Gate, token: u32) -> Result<(), ApigError> {
        self.sent.set(self.sent.get() + 1);
        let _probe = Probe(gate.is_closed().then(|| {
            self.probes.set(self.probes.get() + 1);
            assert_eq!(self.probes.get(), 1, "two probes at once");
            &self.probes
        }));
        let now = self.time.now();
        self.time.sleep(ms(1 + self.roll(200))).await;
        if token != self.token.get() {
            return Err(ApigError::new(401, Code::APIG_0307));
        }
        let second = now.as_secs();
        let (of, sent) = self.window.get();
        let sent = if of == second { sent + 1 } else { 1 };
        self.window.set((second, sent));
        if sent > self.limit {
            let message = format!("policy app over ratelimit,limit:{},time:1 second", self.limit);
            return Err(ApigError::new(429, Code::APIG_0308).with_message(message));
        }
        if self.roll(200) == 0 {
            // The token expires, for everybody.
            self.token.set(self.token.get() + 1);
        }
        if self.roll(100) < self.failing[usize::from(second >= 60)] {
            return Err(match self.roll(4) {
                0 => ApigError::new(504, Code::APIG_0203),
                1 => ApigError::from_status(500),
                _ => ApigError::new(503, Code::APIG_0613),
            });
        }
        self.served.set(self.served.get() + 1);
        Ok(())
    }

    async fn renew(&self) -> Result<u32, ApigError> {
        self.time.sleep(ms(100)).await;
        if self.roll(4) == 0 { Err(ApigError::from_status(503)) } else { Ok(self.token.get()) }
    }
}

/// What a call promises, whatever happens.
fn check(
    result: &Result<(), GaveUp<ApigError>>,
    verdicts: &[Verdict],
    policy: &RetryPolicy,
    request: Idempotency,
) {
    // All but the last were followed by another request.
    let followed = verdicts.len().saturating_sub(usize::from(result.is_err()));
    for verdict in &verdicts[..followed] {
        assert!(verdict.permits(request), "{verdict:?} {request:?}");
        assert!(
            verdict.delivery == Delivery::NotDelivered || request == Idempotency::Idempotent,
            "{verdict:?} {request:?}"
        );
    }
    if let Err(gave_up) = result {
        assert!(gave_up.attempts <= policy.max_attempts(), "{gave_up:?}");
        assert!(gave_up.waited <= policy.max_total_wait(), "{gave_up:?}");
        assert_eq!(usize::try_from(gave_up.attempts), Ok(verdicts.len()), "{gave_up:?}");
    }
}

/// Plays a day with this seed, and counts how calls ended.
fn play(seed: u64, ends: &RefCell<BTreeMap<&'static str, u32>>) {
    let mut dice = Dice(seed << 20 | 1);
    dice.0 = (0..8).fold(0, |_, _| dice.roll());
    let time = Time::default();
    let gate = Gate::new().with_seed(seed);
    let token = Credential::with_value(0).with_seed(seed);
    let world = World {
        time: &time,
        failing: [dice.pick(&[0, 5, 50, 100]), dice.pick(&[0, 5, 30])],
        limit: dice.pick(&[2, 5, 20, 1_000]),
        window: Cell::default(),
        token: Cell::new(0),
        probes: Cell::default(),
        sent: Cell::default(),
        served: Cell::default(),
        retries: Cell::default(),
        dice: RefCell::new(dice),
    };
    let one = |nth: u64| {
        let (world, gate, token) = (&world, &gate, &token);
        async move {
            world.time.sleep(ms(world.roll(120_000))).await;
            let request = REQUESTS[usize::from(world.roll(2) == 0)];
            let policy = match world.roll(3) {
                0 => RetryPolicy::interactive(),
                1 => RetryPolicy::new(),
                _ => RetryPolicy::batch(),
            };
            let verdicts = RefCell::new(Vec::new());
            let call = policy.call(request).gate(gate).with_seed(seed << 32 | nth);
            let run = call
                .credential(token, || world.renew())
                .on_step(|_, error: &ApigError, _| {
                    let verdict = error.verdict();
                    verdicts.borrow_mut().push(verdict);
                })
                .run(
                    || world.time.now(),
                    |wait| world.time.sleep(wait),
                    |value| {
                        if verdicts.borrow().last().is_some_and(|v| v.retry == Retry::Backoff) {
                            world.retries.set(world.retries.get() + 1);
                        }
                        world.request(gate, value)
                    },
                );
            // One in four is dropped, wherever it is.
            let patience = if world.roll(4) == 0 { ms(world.roll(20_000)) } else { Duration::MAX };
            let end = match within(world.time, patience, run).await {
                Some(result) => {
                    let reason = result.as_ref().map_or_else(|g| g.reason.as_str(), |()| "served");
                    // A renewal's error is no request's.
                    if reason != "RenewalFailed" {
                        check(&result, &verdicts.borrow(), &policy, request);
                    }
                    reason
                }
                None => "dropped",
            };
            count(ends, end);
        }
    };
    time.run((0..CALLS).map(|nth| -> Task<'_> { Box::pin(one(nth)) }).collect());

    assert_eq!(world.probes.get(), 0);
    // 10 saved up, 30 % of a success, one in ten seconds.
    let paid = 10.0 + 0.3 * f64::from(world.served.get()) + 0.1 * time.now().as_secs_f64();
    assert!(f64::from(world.retries.get()) <= paid, "{} {paid}", world.retries.get());
    // Whatever happened: nobody is left in the line.
    let mut next = gate.pass();
    let now = time.now();
    assert!((0..120).any(|tenth| next.enter(now + ms(100 * tenth)) == Enter::Go));
}

/// 100 000 calls; a million in `cargo test --release`.
#[test]
fn calls_that_share_everything_keep_their_promises() {
    let days = if cfg!(debug_assertions) { 250 } else { 2_500 };
    let ends = RefCell::default();
    (1..=days).for_each(|seed| play(seed, &ends));
    let ends = ends.into_inner();
    let reasons: Vec<_> = ends.keys().copied().collect();
    let all = [
        "AlreadyReauthenticated",
        "AttemptsExhausted",
        "MaybeDelivered",
        "Permanent",
        "RenewalFailed",
        "WaitTooLong",
        "dropped",
        "served",
    ];
    assert_eq!(reasons, all, "{ends:?}");
    assert!(ends["served"] > 50_000 && ends["dropped"] > 1_000, "{ends:?}");
}
