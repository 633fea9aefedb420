//! The rules of the field: when a call is retried, and what its process allows.

use std::{collections::VecDeque, time::Duration};

use apig_errors::{ApigError, Attempts, Gate, Idempotency, RetryPolicy, RetryState, Step, Turn};

use crate::{
    engine::Call,
    random::Random,
    world::{Errors, Kind, MILLISECOND, SECOND, Scenario, Time},
};

pub(crate) enum Before {
    Send,
    AskAt(Time),
    GiveUp,
}

pub(crate) enum After {
    Done,
    RetryAt(Time),
    GiveUp,
}

/// How a call is retried, and what its process allows.
pub(crate) struct Contender {
    rule: Rule,
    shared: Shared,
}

#[derive(Clone, Copy)]
enum Rule {
    Never,
    /// 429 and 5xx: three times more, after 1, 2 and 4 s.
    Status,
    /// `RetryPolicy::new()`.
    Crate,
    /// The same through the driver, with a gate a process.
    Gate,
    /// AWS SDK for Rust, standard mode: 3 attempts, full jitter from 1 s, at most 20 s.
    Aws,
    /// gRPC A6 with the numbers of its example: 4 attempts, full jitter from 100 ms, at most 1 s.
    Grpc,
    /// gax: idempotent requests only, full jitter from 1 s, at most 60 s, for 60 s.
    Gax,
}

#[derive(Clone, Copy)]
enum Shared {
    Nothing,
    /// AWS: 500 tokens; a retry takes 10, 5 where throttled; a success after it gives them back, any
    /// other one gives one.
    AwsBucket {
        is_adaptive: bool,
    },
    /// gRPC A6: 10 tokens, a failure takes one, a success gives 0.1; retries while more than 5.
    GrpcTokens,
    /// gax: refuses retries with probability (requests - 2 accepts) / (requests + 1).
    GaxThrottle,
    /// tower's `TpsBudget`: 10 s, at least 10 a second, 20 % of the successes. The verdicts are ours.
    Tps,
    /// resilience4j: opens at 50 % of the last 100, for 60 s, then 10 calls decide.
    Breaker,
}

const fn contender(rule: Rule, shared: Shared) -> Contender {
    Contender { rule, shared }
}

pub(crate) const CONTENDERS: &[(&str, &Contender)] = &[
    ("no retry", &contender(Rule::Never, Shared::Nothing)),
    ("by the status: 1, 2 and 4 s", &contender(Rule::Status, Shared::Nothing)),
    ("`RetryPolicy::new()`", &contender(Rule::Crate, Shared::Nothing)),
    ("AWS standard", &contender(Rule::Aws, Shared::AwsBucket { is_adaptive: false })),
    ("AWS adaptive", &contender(Rule::Aws, Shared::AwsBucket { is_adaptive: true })),
    ("gRPC A6", &contender(Rule::Grpc, Shared::GrpcTokens)),
    ("gax", &contender(Rule::Gax, Shared::GaxThrottle)),
    ("tower's budget", &contender(Rule::Crate, Shared::Tps)),
    ("resilience4j's breaker", &contender(Rule::Crate, Shared::Breaker)),
    ("`RetryPolicy::new()`, a `Gate` a process", &contender(Rule::Gate, Shared::Nothing)),
];

impl Contender {
    pub(crate) fn start(&self, scenario: &Scenario, seed: u64) -> Run {
        let gates_a_process = scenario.scope.gates_a_process();
        let gates = (0..(scenario.processes * gates_a_process) as u64).map(|nth| {
            // They live as long as the program, which ends soon.
            &*Box::leak(Box::new(Gate::new().with_seed(seed << 20 | nth)))
        });
        Run {
            rule: self.rule,
            shared: self.shared,
            errors: Errors::new(scenario),
            processes: (0..scenario.processes).map(|_| Process::new(self.shared)).collect(),
            gates: gates.collect(),
            gates_a_process,
            calls: Vec::new(),
        }
    }
}

/// A contender in a scenario.
pub(crate) struct Run {
    rule: Rule,
    shared: Shared,
    errors: Errors,
    processes: Vec<Process>,
    gates: Vec<&'static Gate>,
    gates_a_process: usize,
    calls: Vec<State>,
}

/// What a call keeps.
enum State {
    Bare,
    Crate(Box<RetryState>),
    Gate(Box<Attempts<'static, (), ApigError>>),
}

impl Run {
    pub(crate) fn begin(&mut self, call: &Call) {
        let request =
            if call.is_post { Idempotency::NotIdempotent } else { Idempotency::Idempotent };
        let seed = call.random.clone().next();
        self.calls.push(match self.rule {
            Rule::Crate => {
                State::Crate(Box::new(RetryPolicy::new().start(request).with_seed(seed)))
            }
            Rule::Gate => {
                let a_process = self.gates_a_process;
                let gate = self.gates[call.process * a_process + call.user % a_process];
                let driver = RetryPolicy::new().call(request).gate(gate);
                State::Gate(Box::new(driver.with_seed(seed).attempts()))
            }
            _ => State::Bare,
        });
    }

    pub(crate) fn before(&mut self, now: Time, call: &mut Call) -> Before {
        if let State::Gate(attempts) = &mut self.calls[call.id] {
            return match attempts.turn(Duration::from_micros(now)) {
                Turn::Send => Before::Send,
                Turn::WaitUntil(then) => Before::AskAt(micros(then)),
                Turn::Done => Before::GiveUp,
            };
        }
        let process = &mut self.processes[call.process];
        match self.shared {
            // Once a call; retries have taken theirs when they failed.
            Shared::AwsBucket { is_adaptive: true } if call.failures == 0 && now == call.begun => {
                match process.limiter.acquire(now, 1.0, 90 * SECOND) {
                    Some(0) => Before::Send,
                    Some(wait) => Before::AskAt(now + wait),
                    None => Before::GiveUp,
                }
            }
            Shared::Breaker if !process.breaker.lets_through(now) => Before::GiveUp,
            Shared::GaxThrottle if call.failures > 0 && process.gax_refuses(&mut call.random) => {
                // As a failure without a request: the back-off goes on.
                let wait = full_jitter(call, SECOND, 60 * SECOND);
                let is_over = now - call.begun + wait > 60 * SECOND;
                if is_over { Before::GiveUp } else { Before::AskAt(now + wait) }
            }
            _ => Before::Send,
        }
    }

    pub(crate) fn after(&mut self, now: Time, call: &mut Call, kind: Kind) -> After {
        let process = &mut self.processes[call.process];
        let Some(error) = self.errors.of(kind) else {
            if let State::Gate(attempts) = &mut self.calls[call.id] {
                attempts.settle(Duration::from_micros(now), Ok(()));
            }
            process.on_success(self.shared, now, call);
            // Nobody asks for it any more.
            self.calls[call.id] = State::Bare;
            return After::Done;
        };
        call.failures += 1;
        process.on_failure(self.shared, now, kind);
        let wait = match &mut self.calls[call.id] {
            State::Gate(attempts) => {
                let step = attempts.settle(Duration::from_micros(now), Err(error.clone()));
                return match step {
                    Some(Step::Wait(_)) => After::RetryAt(now),
                    _ => After::GiveUp,
                };
            }
            State::Crate(state) => match state.on_error(error) {
                Step::Wait(wait) => Some(micros(wait)),
                Step::Reauthenticate | Step::Stop(_) => None,
            },
            State::Bare => wait(self.rule, now, call),
        };
        match wait {
            Some(wait) if process.allows(self.shared, now, call, kind) => {
                After::RetryAt(now + wait + process.held_back(self.shared, now, kind))
            }
            _ => After::GiveUp,
        }
    }
}

/// The wait before the next attempt, by the rules that need nothing but the count of failures.
fn wait(rule: Rule, now: Time, call: &mut Call) -> Option<Time> {
    let failures = call.failures;
    match rule {
        Rule::Status if failures <= 3 => Some(SECOND << (failures - 1)),
        Rule::Aws if failures < 3 => Some(full_jitter(call, SECOND, 20 * SECOND)),
        Rule::Grpc if failures < 4 => Some(full_jitter(call, 100 * MILLISECOND, SECOND)),
        Rule::Gax if !call.is_post => {
            let wait = full_jitter(call, SECOND, 60 * SECOND);
            (now - call.begun + wait <= 60 * SECOND).then_some(wait)
        }
        _ => None,
    }
}

fn full_jitter(call: &mut Call, first: Time, longest: Time) -> Time {
    let most = (first << (call.failures - 1).min(16)).min(longest);
    call.random.up_to(most)
}

/// Rounded up: a wait is a lower bound.
fn micros(wait: Duration) -> Time {
    Time::try_from(wait.as_nanos().div_ceil(1_000)).expect("at most minutes")
}

/// What the calls of a process share.
struct Process {
    tokens: f64,
    requests: f64,
    accepts: f64,
    /// Successes less five for each retry, by the second.
    slots: VecDeque<(Time, f64)>,
    breaker: Breaker,
    limiter: Limiter,
}

impl Process {
    fn new(shared: Shared) -> Self {
        let tokens = if matches!(shared, Shared::AwsBucket { .. }) { 500.0 } else { 10.0 };
        Self {
            tokens,
            requests: 0.0,
            accepts: 0.0,
            slots: VecDeque::new(),
            breaker: Breaker::default(),
            limiter: Limiter::default(),
        }
    }

    fn on_success(&mut self, shared: Shared, now: Time, call: &Call) {
        match shared {
            Shared::AwsBucket { is_adaptive } => {
                let back = if call.failures > 0 { call.paid } else { 1.0 };
                self.tokens = (self.tokens + back).min(500.0);
                if is_adaptive {
                    self.limiter.update(now, false);
                }
            }
            Shared::GrpcTokens => self.tokens = (self.tokens + 0.1).min(10.0),
            Shared::GaxThrottle => {
                self.requests += 1.0;
                self.accepts += 1.0;
            }
            Shared::Tps => self.add(now, 1.0),
            Shared::Breaker => self.breaker.record(now, true),
            Shared::Nothing => {}
        }
    }

    fn on_failure(&mut self, shared: Shared, now: Time, kind: Kind) {
        match shared {
            Shared::AwsBucket { is_adaptive: true } => {
                self.limiter.update(now, kind == Kind::Throttled);
            }
            Shared::GrpcTokens => self.tokens = (self.tokens - 1.0).max(0.0),
            Shared::GaxThrottle => self.requests += 1.0,
            Shared::Breaker => self.breaker.record(now, false),
            _ => {}
        }
    }

    /// Whether the process allows this retry; takes out what it costs.
    fn allows(&mut self, shared: Shared, now: Time, call: &mut Call, kind: Kind) -> bool {
        match shared {
            Shared::AwsBucket { .. } => {
                let cost = if kind == Kind::Throttled { 5.0 } else { 10.0 };
                let is_allowed = self.tokens >= cost;
                if is_allowed {
                    self.tokens -= cost;
                    call.paid = cost;
                }
                is_allowed
            }
            Shared::GrpcTokens => self.tokens > 5.0,
            Shared::Tps => {
                while self.slots.front().is_some_and(|slot| slot.0 + 10 * SECOND <= now) {
                    self.slots.pop_front();
                }
                let sum: f64 = self.slots.iter().map(|slot| slot.1).sum();
                let is_allowed = sum + 10.0 * 10.0 * 5.0 >= 5.0;
                if is_allowed {
                    self.add(now, -5.0);
                }
                is_allowed
            }
            Shared::Breaker | Shared::GaxThrottle | Shared::Nothing => true,
        }
    }

    /// How long AWS's rate limiter holds a retry back.
    fn held_back(&mut self, shared: Shared, now: Time, kind: Kind) -> Time {
        match shared {
            Shared::AwsBucket { is_adaptive: true } => {
                let amount = if kind == Kind::Throttled { 10.0 } else { 5.0 };
                self.limiter.acquire(now, amount, Time::MAX).map_or(0, |wait| wait.min(20 * SECOND))
            }
            _ => 0,
        }
    }

    fn add(&mut self, now: Time, amount: f64) {
        let second = now / SECOND * SECOND;
        match self.slots.back_mut() {
            Some(slot) if slot.0 == second => slot.1 += amount,
            _ => self.slots.push_back((second, amount)),
        }
    }

    fn gax_refuses(&mut self, random: &mut Random) -> bool {
        random.unit() < (self.requests - 2.0 * self.accepts) / (self.requests + 1.0)
    }
}

/// resilience4j's, count based.
#[derive(Default)]
struct Breaker {
    last: VecDeque<bool>,
    open_until: Option<Time>,
    /// Half open: how many may still go, how many succeeded and failed.
    half: Option<(u32, u32, u32)>,
}

impl Breaker {
    const WINDOW: usize = 100;
    const HALF_OPEN: u32 = 10;

    fn lets_through(&mut self, now: Time) -> bool {
        if self.open_until.is_some_and(|until| now < until) {
            return false;
        }
        if self.open_until.take().is_some() {
            self.half = Some((Self::HALF_OPEN, 0, 0));
        }
        match &mut self.half {
            Some((0, ..)) => false,
            Some((left, ..)) => {
                *left -= 1;
                true
            }
            None => true,
        }
    }

    fn record(&mut self, now: Time, is_success: bool) {
        if self.open_until.is_some() {
            return;
        }
        if let Some((_, good, bad)) = &mut self.half {
            *(if is_success { &mut *good } else { &mut *bad }) += 1;
            if *good + *bad == Self::HALF_OPEN {
                self.open_until = (*bad * 2 >= Self::HALF_OPEN).then_some(now + 60 * SECOND);
                self.half = None;
            }
            return;
        }
        self.last.push_back(is_success);
        if self.last.len() > Self::WINDOW {
            self.last.pop_front();
        }
        let bad = self.last.iter().filter(|&&is_success| !is_success).count();
        if self.last.len() == Self::WINDOW && bad * 2 >= Self::WINDOW {
            self.last.clear();
            self.open_until = Some(now + 60 * SECOND);
        }
    }
}

/// AWS's adaptive rate limiter: cubic, after its specification. In seconds.
struct Limiter {
    is_enabled: bool,
    fill: f64,
    capacity: f64,
    tokens: f64,
    refilled: f64,
    measured: f64,
    bucket: f64,
    count: f64,
    largest: f64,
    throttled_at: f64,
}

impl Default for Limiter {
    fn default() -> Self {
        Self {
            is_enabled: false,
            fill: 0.5,
            capacity: f64::MAX,
            tokens: 0.0,
            refilled: 0.0,
            measured: 0.5,
            bucket: 0.0,
            count: 0.0,
            largest: 0.0,
            throttled_at: 0.0,
        }
    }
}

impl Limiter {
    fn refill(&mut self, now: f64) {
        self.tokens = self.capacity.min(self.tokens + (now - self.refilled) * self.fill);
        self.refilled = now;
    }

    /// Takes tokens out, and says how long to wait until they are there; none where that is too
    /// long.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is not negative"
    )]
    fn acquire(&mut self, now: Time, amount: f64, longest: Time) -> Option<Time> {
        if !self.is_enabled {
            return Some(0);
        }
        self.refill(seconds(now));
        let wait = ((amount - self.tokens).max(0.0) / self.fill * 1e6) as Time;
        (wait <= longest).then(|| {
            self.tokens -= amount;
            wait
        })
    }

    fn update(&mut self, now: Time, is_throttled: bool) {
        let now = seconds(now);
        let half_second = (now * 2.0).floor() / 2.0;
        self.count += 1.0;
        if half_second > self.bucket {
            let rate = self.count / (half_second - self.bucket);
            self.measured = rate * 0.8 + self.measured * 0.2;
            self.count = 0.0;
            self.bucket = half_second;
        }
        let rate = if is_throttled {
            let rate = if self.is_enabled { self.measured.min(self.fill) } else { self.measured };
            self.largest = rate;
            self.throttled_at = now;
            self.is_enabled = true;
            rate * 0.7
        } else {
            let window = (self.largest * 0.3 / 0.4).cbrt();
            0.4 * (now - self.throttled_at - window).powi(3) + self.largest
        };
        let rate = rate.min(2.0 * self.measured);
        self.refill(now);
        self.fill = rate.max(0.5);
        self.capacity = rate.max(1.0);
        self.tokens = self.tokens.min(self.capacity);
    }
}

#[expect(clippy::cast_precision_loss, reason = "minutes in microseconds are exact")]
fn seconds(time: Time) -> f64 {
    time as f64 / 1e6
}
