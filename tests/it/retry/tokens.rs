//! A token expires for a hundred processes at once, with and without an identity service: what it comes to
//! where each call renews for itself, and with a [`Credential`] a process. The page of the guide is made
//! from it.

use std::{
    cell::{Cell, RefCell},
    fmt::Write as _,
    ops::Range,
    time::Duration,
};

use apig_errors::{ApigError, Code, Credential, Gate, Idempotency, RetryPolicy, Step};

use crate::support::{
    failure::Dice,
    files::assert_file,
    simulated::{Task, Time},
};

const PROCESSES: usize = 100;
/// Of all processes together, in the time before and after the expiry.
const CALLS_A_SECOND: u64 = 2_000;
const CALLS: Range<u64> = 59..82;
const EXPIRY: Duration = Duration::from_secs(60);

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// How long the identity service responds with nothing but a 503.
struct Scenario {
    name: &'static str,
    down: Range<u64>,
}

const SCENARIOS: [Scenario; 2] = [
    Scenario { name: "The tokens expire", down: 0..0 },
    Scenario { name: "They expire while the identity service is down for 20 s", down: 60..80 },
];

#[derive(Clone, Copy)]
enum Contender {
    /// `RetryPolicy::new()`; a call that is told to renews the token.
    Each,
    /// The same, unless another call has renewed it since.
    UnlessChanged,
    Shared,
    /// With `renew_before`, half a minute.
    Ahead,
}

const CONTENDERS: [(&str, Contender); 4] = [
    ("each call renews", Contender::Each),
    ("unless another has", Contender::UnlessChanged),
    ("a `Credential` a process", Contender::Shared),
    ("and `renew_before` half a minute", Contender::Ahead),
];

/// A token is when it expires.
type Token = Duration;

/// What the gateway knows of the key of one process.
#[derive(Default)]
struct Key {
    refused_in_a_row: Cell<u32>,
    longest_run: Cell<u32>,
    locked_until: Cell<Duration>,
}

#[derive(Default)]
struct Counts {
    calls: Cell<u32>,
    requests: Cell<u32>,
    renewals: Cell<u32>,
    refused: Cell<u32>,
    errors: Cell<u32>,
    locks: Cell<u32>,
}

fn count(cell: &Cell<u32>) {
    cell.set(cell.get() + 1);
}

struct World<'s> {
    time: &'s Time,
    scenario: &'s Scenario,
    dice: RefCell<Dice>,
    counts: Counts,
}

impl World<'_> {
    /// More than five refusals in a row lock the key for five minutes (the FAQ on IAM authentication).
    async fn request(&self, key: &Key, token: Token) -> Result<(), ApigError> {
        count(&self.counts.requests);
        let now = self.time.now();
        if now < token && now >= key.locked_until.get() {
            key.refused_in_a_row.set(0);
            let took = 40_000 + self.dice.borrow_mut().roll() % 20_000;
            self.time.sleep(Duration::from_micros(took)).await;
            return Ok(());
        }
        count(&self.counts.refused);
        count(&key.refused_in_a_row);
        let run = key.refused_in_a_row.get();
        key.longest_run.set(key.longest_run.get().max(run));
        if run == 6 {
            count(&self.counts.locks);
            key.locked_until.set(now + Duration::from_secs(300));
        }
        self.time.sleep(ms(5)).await;
        Err(ApigError::new(401, Code::APIG_0307))
    }

    async fn renew(&self) -> Result<Token, ApigError> {
        count(&self.counts.renewals);
        self.time.sleep(ms(200)).await;
        let now = self.time.now();
        if self.scenario.down.contains(&now.as_secs()) {
            return Err(ApigError::new(503, Code::APIG_0613));
        }
        Ok(now + Duration::from_secs(3_600))
    }

    /// One call whose loop renews for itself.
    async fn by_itself(
        &self,
        key: &Key,
        current: &Cell<Token>,
        unless_changed: bool,
        seed: u64,
    ) -> Result<(), ApigError> {
        let mut state = RetryPolicy::new().start(Idempotency::NotIdempotent).with_seed(seed);
        loop {
            let token = current.get();
            let Err(error) = self.request(key, token).await else { return Ok(()) };
            match state.on_error(&error) {
                Step::Wait(wait) => self.time.sleep(wait).await,
                Step::Reauthenticate if unless_changed && current.get() != token => {}
                Step::Reauthenticate => current.set(self.renew().await?),
                Step::Stop(_) => return Err(error),
            }
        }
    }
}

struct Outcome {
    requests_a_call: f64,
    renewals: u32,
    refused: u32,
    longest_run: u32,
    locks: u32,
    /// In percent.
    errors: f64,
}

fn play(scenario: &Scenario, contender: Contender, seed: u64) -> Outcome {
    let time = Time::default();
    let mut dice = Dice(seed << 20 | 1);
    dice.0 = (0..8).fold(0, |_, _| dice.roll());
    let arrivals: Vec<_> = (0..CALLS_A_SECOND * (CALLS.end - CALLS.start))
        .map(|_| {
            let at =
                CALLS.start * 1_000_000 + dice.roll() % ((CALLS.end - CALLS.start) * 1_000_000);
            (Duration::from_micros(at), dice.below(PROCESSES))
        })
        .collect();
    let world =
        World { time: &time, scenario, dice: RefCell::new(dice), counts: Counts::default() };
    let keys: Vec<_> = (0..PROCESSES).map(|_| Key::default()).collect();
    let own: Vec<_> = (0..PROCESSES).map(|_| Cell::new(EXPIRY)).collect();
    let gates: Vec<_> =
        (0..PROCESSES as u64).map(|nth| Gate::new().with_seed(seed << 8 | nth)).collect();
    let tokens: Vec<_> = (0..PROCESSES as u64)
        .map(|nth| {
            let token = Credential::with_value(EXPIRY).with_seed(seed << 8 | nth);
            match contender {
                Contender::Ahead => token.renew_before(|&until| until, Duration::from_secs(30)),
                _ => token,
            }
        })
        .collect();
    let call = |nth: usize, (at, process): (Duration, usize)| {
        let (world, key) = (&world, &keys[process]);
        let (own, gate, token) = (&own[process], &gates[process], &tokens[process]);
        async move {
            world.time.sleep(at).await;
            count(&world.counts.calls);
            let seed = seed << 32 | nth as u64;
            let is_served = match contender {
                Contender::Each => world.by_itself(key, own, false, seed).await.is_ok(),
                Contender::UnlessChanged => world.by_itself(key, own, true, seed).await.is_ok(),
                Contender::Shared | Contender::Ahead => {
                    let call = RetryPolicy::new().call(Idempotency::NotIdempotent).gate(gate);
                    call.with_seed(seed)
                        .credential(token, || world.renew())
                        .run(
                            || world.time.now(),
                            |wait| world.time.sleep(wait),
                            |token| world.request(key, token),
                        )
                        .await
                        .is_ok()
                }
            };
            if !is_served {
                count(&world.counts.errors);
            }
        }
    };
    let tasks =
        arrivals.into_iter().enumerate().map(|(nth, at)| -> Task<'_> { Box::pin(call(nth, at)) });
    time.run(tasks.collect());
    let Counts { calls, requests, renewals, refused, errors, locks } = &world.counts;
    let calls = f64::from(calls.get());
    Outcome {
        requests_a_call: f64::from(requests.get()) / calls,
        renewals: renewals.get(),
        refused: refused.get(),
        longest_run: keys.iter().map(|key| key.longest_run.get()).max().unwrap_or(0),
        locks: locks.get(),
        errors: 100.0 * f64::from(errors.get()) / calls,
    }
}

#[test]
fn the_page_of_what_renewals_come_to() {
    let mut page = String::new();
    for scenario in &SCENARIOS {
        let _ = write!(
            page,
            "\n**{}**\n\n| contender | requests a call | renewals tried | refused with 401 | in a row, at most \
             | keys locked | errors |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
            scenario.name
        );
        for (name, contender) in CONTENDERS {
            let Outcome { requests_a_call, renewals, refused, longest_run, locks, errors } =
                play(scenario, contender, 1);
            let _ = writeln!(
                page,
                "| {name} | {requests_a_call:.3} | {renewals} | {refused} | {longest_run} | {locks} | {errors:.1} % |"
            );
        }
    }
    assert_file("../apig-errors/docs/tokens.md", &page);
}

/// With another seed than the page's.
#[test]
fn a_process_renews_once_and_no_key_is_locked() {
    let processes = u32::try_from(PROCESSES).unwrap();
    let expired = play(&SCENARIOS[0], Contender::Shared, 101);
    assert_eq!((expired.renewals, expired.locks), (processes, 0));
    let ahead = play(&SCENARIOS[0], Contender::Ahead, 101);
    assert_eq!((ahead.renewals, ahead.refused), (processes, 0));
    let down = play(&SCENARIOS[1], Contender::Shared, 101);
    // After 1, 2, 4, 8 and 16 s.
    assert!(down.renewals <= 6 * processes && down.locks == 0, "{}", down.renewals);
    assert!(expired.errors <= 0.0 && ahead.errors <= 0.0 && down.errors <= 0.0);
}
