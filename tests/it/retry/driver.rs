//! The driver under simulated time, dropped at every await, and on the runtimes that there are.

use std::{
    cell::{Cell, RefCell},
    error::Error,
    fmt::Debug,
    future::Future,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::SeqCst},
    },
    task::{Context, Poll, Waker},
    thread,
    time::{Duration, Instant},
};

use apig_errors::{
    ApigError, ApigRetryable, Code, Credential, Delivery, Enter, Gate, GaveUp, Idempotency, Retry,
    RetryBudget, RetryPolicy, Step, StopReason, Turn,
};

use crate::support::failure::{CLASSES, DELIVERIES, Dice, Failure, REQUESTS, SECOND};

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// Pending once, so that a future can be dropped there.
#[derive(Default)]
struct Yield(bool);

impl Future for Yield {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// Polls until it is ready, or so many times.
fn poll_times<F: Future>(future: F, times: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    (0..times).find_map(|_| match future.as_mut().poll(&mut context) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    })
}

fn run<F: Future>(future: F) -> F::Output {
    poll_times(future, usize::MAX).unwrap()
}

/// Time that passes only while somebody sleeps.
#[derive(Default)]
struct Clock(Cell<Duration>);

impl Clock {
    fn now(&self) -> Duration {
        self.0.get()
    }

    fn pass(&self, time: Duration) {
        self.0.set(self.0.get().saturating_add(time));
    }

    async fn sleep(&self, time: Duration) {
        self.pass(time);
        Yield::default().await;
    }
}

// --- What holds whatever happens. -------------------------------------------------------------

/// 100 000 calls that share a gate, a budget and a credential, or do not.
#[test]
fn no_call_breaks_a_bound() {
    let mut met = std::collections::BTreeMap::<_, u32>::new();
    for seed in 1..=200_u64 {
        let mut dice = Dice(seed << 20 | 1);
        dice.0 = (0..8).fold(0, |_, _| dice.roll());
        let clock = Clock::default();
        let gate = Gate::new().with_seed(seed);
        let budget = RetryBudget::new();
        let token = Credential::with_value(0_u32);
        for nth in 0..500 {
            let (max_attempts, total) =
                (u32::try_from(dice.roll() % 6).unwrap(), ms(dice.roll() % 100_000));
            let within = dice.pick(&[true, false, false]).then(|| ms(dice.roll() % 50_000));
            let policy = RetryPolicy::new()
                .with_max_attempts(max_attempts)
                .with_max_total_wait(total)
                .with_reauthenticate(dice.pick(&[true, true, false]));
            let policy = within.map_or(policy.clone(), |within| policy.within(within));
            let request = dice.pick(&REQUESTS);
            let call = policy.call(request).with_seed(seed << 32 | nth);
            let call = if dice.pick(&[true, false]) { call.gate(&gate) } else { call };
            let call = if dice.pick(&[true, false]) { call.budget(&budget) } else { call };
            let with_credential = dice.pick(&[true, false]);

            let began = clock.now();
            let dice = RefCell::new(&mut dice);
            let (sent, verdicts) = (Cell::new(0_u32), RefCell::new(Vec::new()));
            let request_once = || {
                sent.set(sent.get() + 1);
                if sent.get() > 1 {
                    let verdicts = verdicts.borrow();
                    let last: &apig_errors::Verdict = verdicts.last().unwrap();
                    assert!(last.permits(request), "{last:?} {request:?}");
                    assert!(within.is_none_or(|within| clock.now() <= began + within));
                }
                let mut dice = dice.borrow_mut();
                clock.pass(ms(dice.roll() % 3_000));
                if dice.roll() % 4 == 0 {
                    return Ok(());
                }
                let retry =
                    if dice.roll() % 8 == 0 { Retry::Never } else { dice.pick(&CLASSES[1..]) };
                let hint = (dice.roll() % 2 == 0).then(|| ms(dice.roll() % 20_000));
                let failure = Failure { retry, delivery: dice.pick(&DELIVERIES), hint };
                verdicts.borrow_mut().push(failure.verdict());
                Err(failure)
            };
            let steps = Cell::new(0);
            let call = call.on_step(|attempt, _: &Failure, step: &Step| {
                steps.set(steps.get() + 1);
                assert_eq!(attempt, steps.get());
                assert!(matches!(step, Step::Stop(_)) || attempt < max_attempts.max(1));
            });
            let sleep = |time| clock.sleep(time);
            let result = if with_credential {
                let renew = || async {
                    Yield::default().await;
                    Ok(1)
                };
                run(call.credential(&token, renew).run(
                    || clock.now(),
                    sleep,
                    |_| {
                        let result = request_once();
                        async move {
                            Yield::default().await;
                            result
                        }
                    },
                ))
            } else {
                run(call.run(|| clock.now(), sleep, || std::future::ready(request_once())))
            };

            assert!(sent.get() <= max_attempts.max(1));
            let reason = match result {
                Ok(()) => "served",
                Err(gave_up) => {
                    assert_eq!(gave_up.attempts, sent.get());
                    assert!(gave_up.waited <= total, "{gave_up:?} {total:?}");
                    assert_eq!(gave_up.error.is_some(), sent.get() > 0, "{gave_up:?}");
                    gave_up.reason.as_str()
                }
            };
            *met.entry(reason).or_default() += 1;
        }
    }
    let reasons: Vec<_> = met.keys().copied().collect();
    let all = [
        "AlreadyReauthenticated",
        "AttemptsExhausted",
        "MaybeDelivered",
        "Permanent",
        "RenewalFailed",
        "WaitTooLong",
        "served",
    ];
    assert_eq!(reasons, all, "{met:?}");
    assert!(met.values().all(|&times| times > 50), "{met:?}");
}

#[test]
fn a_post_that_may_have_been_delivered_is_sent_once_with_or_without_a_gate() {
    let gate = Gate::new();
    for with_gate in [false, true] {
        for retry in CLASSES {
            let call = RetryPolicy::batch().call(Idempotency::NotIdempotent);
            let call = if with_gate { call.gate(&gate) } else { call };
            let mut sent = 0;
            let failed = call.run_blocking(
                || SECOND,
                |_| (),
                || {
                    sent += 1;
                    Err::<(), _>(Failure { retry, delivery: Delivery::MaybeDelivered, hint: None })
                },
            );
            assert_eq!((sent, failed.unwrap_err().attempts), (1, 1));
        }
    }
}

// --- Dropped half-way. ------------------------------------------------------------------------

/// A call that meets everything: a closed line, an expired credential, a renewal, a back-off.
async fn eventful(
    clock: &Clock,
    gate: &Gate,
    token: &Credential<u32>,
) -> Result<u32, GaveUp<ApigError>> {
    let refusals = Cell::new(0);
    RetryPolicy::new()
        .call(Idempotency::Idempotent)
        .with_seed(7)
        .gate(gate)
        .credential(token, || async {
            Yield::default().await;
            Ok(2)
        })
        .run(
            || clock.now(),
            |time| clock.sleep(time),
            |token| {
                let refusals = &refusals;
                async move {
                    Yield::default().await;
                    refusals.set(refusals.get() + 1);
                    match (token, refusals.get()) {
                        (1, _) => Err(ApigError::new(401, Code::APIG_0307)),
                        (_, 2) => Err(ApigError::from_status(503)),
                        (token, _) => Ok(token),
                    }
                }
            },
        )
        .await
}

/// A gate that an outage has closed, at the beginning of time.
fn closed() -> Gate {
    let gate = Gate::new().with_seed(5);
    for _ in 0..10 {
        let mut pass = gate.pass();
        assert_eq!(pass.enter(Duration::ZERO), Enter::Go);
        pass.on_error(Duration::ZERO, &ApigError::from_status(503));
    }
    gate
}

#[test]
fn a_renewal_keeps_nobody_in_the_line_waiting() {
    let (gate, token) = (closed(), Credential::<u32>::new());
    let call = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent).gate(&gate);
    let call = call.credential(&token, std::future::pending);
    let run = call.run(|| ms(600), |_| std::future::ready(()), |token| async move { Ok(token) });
    let mut run = pin!(run);
    assert!(run.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    // It was to be the probe, and is not.
    assert_eq!(gate.pass().enter(ms(600)), Enter::Go);
}

#[test]
fn a_call_may_be_dropped_at_every_await() {
    let setting = || (Clock::default(), closed(), Credential::with_value(1));
    let (clock, gate, token) = setting();
    let awaits = (1..1_000).find(|&n| {
        let (clock, gate, token) = setting();
        poll_times(eventful(&clock, &gate, &token), n).is_some()
    });
    let awaits = awaits.unwrap();
    assert!(awaits > 6, "{awaits}");
    assert_eq!(run(eventful(&clock, &gate, &token)).unwrap(), 2);

    for dropped_after in 0..awaits {
        let (clock, gate, token) = setting();
        assert!(poll_times(eventful(&clock, &gate, &token), dropped_after).is_none());
        // Nobody is left in the line, nobody renews: the next call gets through, and within seconds.
        let served = run(eventful(&clock, &gate, &token)).unwrap();
        assert_eq!(served, 2, "dropped after {dropped_after}");
        assert!(clock.now() < ms(4_000), "dropped after {dropped_after}: {:?}", clock.now());
        assert!(!gate.is_closed());
    }
}

#[test]
fn a_request_that_panics_leaves_the_line_going() {
    let gate = Gate::new();
    let call = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent).gate(&gate);
    let panicked = thread::scope(|scope| {
        let run =
            || call.run_blocking(|| SECOND, |_| (), || -> Result<(), _> { panic!("its own") });
        scope.spawn(run).join().is_err()
    });
    assert!(panicked);
    assert_eq!(gate.pass().enter(SECOND), Enter::Go);
}

// --- Patience. --------------------------------------------------------------------------------

#[test]
fn within_counts_the_requests_own_time() {
    let clock = Clock::default();
    let failed = run(RetryPolicy::new().within(ms(2_000)).call(Idempotency::Idempotent).run(
        || clock.now(),
        |time| clock.sleep(time),
        || async {
            clock.pass(ms(1_500));
            Err::<(), _>(ApigError::from_status(503))
        },
    ));
    let gave_up = failed.unwrap_err();
    assert_eq!((gave_up.reason, gave_up.attempts), (StopReason::WaitTooLong, 2));
    assert!(clock.now() <= ms(3_500));
}

#[test]
fn a_clock_that_stands_still_is_no_trouble() {
    let gate = Gate::new();
    let mut slept = Duration::ZERO;
    for _ in 0..40 {
        let failed = RetryPolicy::new().call(Idempotency::Idempotent).gate(&gate).run_blocking(
            || Duration::ZERO,
            |time| slept += time,
            || Err::<(), _>(ApigError::from_status(503)),
        );
        assert!(failed.is_err());
    }
    assert!(slept > SECOND);
}

#[test]
fn calls_wait_for_an_identity_service_that_comes_back() {
    let clock = Clock::default();
    let token = Credential::<u32>::new();
    let log_ins = Cell::new(0);
    let served = run(RetryPolicy::new()
        .call(Idempotency::NotIdempotent)
        .credential(&token, || async {
            log_ins.set(log_ins.get() + 1);
            if clock.now() < ms(20_000) { Err(ApigError::from_status(503)) } else { Ok(7) }
        })
        .run(|| clock.now(), |time| clock.sleep(time), |token| async move { Ok(token) }));
    assert_eq!(served.unwrap(), 7);
    assert!((5..=6).contains(&log_ins.get()), "{}", log_ins.get());

    // Refused, it is not worth waiting.
    let token = Credential::<u32>::new();
    let failed = run(RetryPolicy::new()
        .call(Idempotency::NotIdempotent)
        .credential(&token, || async { Err(ApigError::new(401, Code::APIG_0301)) })
        .run(|| clock.now(), |time| clock.sleep(time), |_| async { Ok(()) }));
    let gave_up = failed.unwrap_err();
    assert_eq!((gave_up.reason, gave_up.attempts), (StopReason::RenewalFailed, 0));
    assert_eq!(gave_up.error.unwrap().status(), 401);
}

#[test]
fn a_result_that_nobody_asked_for_is_waited_for_like_any_other() {
    let call = RetryPolicy::new().call(Idempotency::Idempotent).within(ms(1_000));
    let mut attempts = call.attempts::<()>();
    let failure =
        Failure { retry: Retry::Backoff, delivery: Delivery::NotDelivered, hint: Some(ms(300)) };
    attempts.settle(ms(5), Err(failure));
    assert_eq!(attempts.turn(ms(5)), Turn::WaitUntil(ms(305)));

    let mut attempts = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent).attempts();
    attempts.settle(ms(5), Ok(7));
    assert_eq!(attempts.turn(ms(5)), Turn::Done);
    assert_eq!(attempts.finish().unwrap(), 7);
}

// --- What it gives back. ----------------------------------------------------------------------

#[test]
fn the_chain_of_errors_says_nothing_twice() {
    let gave_up = RetryPolicy::new()
        .call(Idempotency::Idempotent)
        .run_blocking(|| SECOND, |_| (), || Err::<(), _>(ApigError::new(404, Code::APIG_0101)))
        .unwrap_err();
    assert_eq!(gave_up.actor(), gave_up.error.as_ref().unwrap().actor());
    let mut lines = vec![gave_up.to_string()];
    let mut source = gave_up.source();
    while let Some(error) = source {
        lines.push(error.to_string());
        source = error.source();
    }
    assert_eq!(lines, ["gave up after 1 attempt: Permanent", "APIG.0101 (404)"]);
    let read_again = gave_up.verdict();
    assert_eq!(read_again.retry, Retry::Never);
}

#[test]
fn what_gave_up_is_asked_the_error_is_asked() {
    #[derive(ApigRetryable)]
    enum OrderError {
        #[apig(code = "APIG.0203")]
        TimedOut(#[apig(request_id)] Option<String>),
        #[apig(fallback)]
        Other(ApigError),
    }

    let gave_up = |error: ApigError| {
        RetryPolicy::new()
            .call(Idempotency::NotIdempotent)
            .run_blocking(|| SECOND, |_| (), || Err::<(), _>(OrderError::from(error.clone())))
            .unwrap_err()
    };
    // The variant keeps the id alone, and no response to take it from.
    let timed_out = gave_up(ApigError::new(504, Code::APIG_0203).with_request_id("9f3a"));
    assert_eq!((timed_out.request_id(), timed_out.variant()), (Some("9f3a"), Some("TimedOut")));
    let other = gave_up(ApigError::from_status(502).with_request_id("9f3b"));
    assert_eq!((other.request_id(), other.variant()), (Some("9f3b"), Some("Other")));
}

// --- Runtimes. --------------------------------------------------------------------------------

static SENT: AtomicU32 = AtomicU32::new(0);

/// A threshold of 20 in 100 ms, and a token that has to be got first.
struct Server {
    from: Instant,
    window: std::sync::Mutex<(u128, u32)>,
}

impl Server {
    fn new() -> Arc<Self> {
        Arc::new(Self { from: Instant::now(), window: std::sync::Mutex::default() })
    }

    fn serve(&self, token: &str) -> Result<u32, ApigError> {
        SENT.fetch_add(1, SeqCst);
        if token != "good" {
            return Err(ApigError::new(401, Code::APIG_0307));
        }
        let now = self.from.elapsed().as_millis() / 1_000;
        let mut window = self.window.lock().unwrap();
        if window.0 != now {
            *window = (now, 0);
        }
        window.1 += 1;
        if window.1 > 40 {
            let message = "policy app over ratelimit,limit:40,time:1 second";
            return Err(ApigError::new(429, Code::APIG_0308).with_message(message));
        }
        Ok(window.1)
    }
}

/// What a task of a service does, with borrows of its own across the call.
async fn task<S, F>(
    gateway: Arc<Server>,
    gate: &'static Gate,
    token: &'static Credential<String>,
    sleep: S,
) -> bool
where
    S: Fn(Duration) -> F,
    F: Future<Output = ()>,
{
    let path = String::from("/orders");
    let call = RetryPolicy::new().call(Idempotency::Idempotent).gate(gate);
    let call = call.credential(token, || async { Ok("good".to_owned()) });
    let served = call
        .run(apig_errors::now, &sleep, |token| {
            let (gateway, path) = (&gateway, &path);
            async move {
                assert_eq!(path, "/orders");
                gateway.serve(&token)
            }
        })
        .await;
    served.is_ok()
}

#[test]
fn it_runs_on_tokio_with_many_threads() {
    static GATE: Gate = Gate::new();
    static TOKEN: Credential<String> = Credential::new();

    let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build().unwrap();
    let served = runtime.block_on(async {
        let gateway = Server::new();
        let tasks: Vec<_> = (0..60)
            .map(|_| tokio::spawn(task(Arc::clone(&gateway), &GATE, &TOKEN, tokio::time::sleep)))
            .collect();
        let mut served = 0;
        for task in tasks {
            served += u32::from(task.await.unwrap());
        }
        served
    });
    assert_eq!(served, 60);
}

#[test]
fn it_runs_on_smol() {
    static GATE: Gate = Gate::new();
    static TOKEN: Credential<String> = Credential::new();

    let sleep = |time| async move {
        smol::Timer::after(time).await;
    };
    let served = smol::block_on(async {
        let gateway = Server::new();
        let tasks: Vec<_> = (0..60)
            .map(|_| smol::spawn(task(Arc::clone(&gateway), &GATE, &TOKEN, sleep)))
            .collect();
        let mut served = 0;
        for task in tasks {
            served += u32::from(task.await);
        }
        served
    });
    assert_eq!(served, 60);
}

#[test]
fn it_runs_on_one_thread_with_futures_that_are_not_send() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let served = runtime.block_on(async {
        let gate = Gate::new();
        let count = std::rc::Rc::new(Cell::new(0));
        RetryPolicy::interactive()
            .call::<ApigError>(Idempotency::Idempotent)
            .gate(&gate)
            .run(apig_errors::now, tokio::time::sleep, || {
                let count = std::rc::Rc::clone(&count);
                async move {
                    count.set(count.get() + 1);
                    if count.get() < 3 { Err(ApigError::from_status(503)) } else { Ok(count.get()) }
                }
            })
            .await
    });
    assert_eq!(served.unwrap(), 3);
}

#[test]
fn it_runs_on_threads() {
    static GATE: Gate = Gate::new();
    static TOKEN: Credential<String> = Credential::new();

    let gateway = Server::new();
    let served: u32 = thread::scope(|scope| {
        let call = || {
            RetryPolicy::new()
                .call(Idempotency::Idempotent)
                .gate(&GATE)
                .credential(&TOKEN, || Ok("good".to_owned()))
                .run_blocking(apig_errors::now, thread::sleep, |token| gateway.serve(&token))
        };
        let threads: Vec<_> = (0..60).map(|_| scope.spawn(call)).collect();
        threads.into_iter().map(|thread| u32::from(thread.join().unwrap().is_ok())).sum()
    });
    assert_eq!(served, 60);
}

/// The loop may borrow mutably across its attempts, and be spawned.
#[test]
fn a_loop_of_ones_own_can_be_spawned() {
    static GATE: Gate = Gate::new();

    async fn send(log: &mut Vec<u32>) -> Result<usize, ApigError> {
        tokio::task::yield_now().await;
        log.push(1);
        if log.len() < 3 { Err(ApigError::from_status(503)) } else { Ok(log.len()) }
    }

    let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build().unwrap();
    let served = runtime.block_on(async {
        let spawned = tokio::spawn(async {
            let mut log = Vec::new();
            let call = RetryPolicy::new().call(Idempotency::Idempotent).gate(&GATE);
            let mut attempts = call.attempts();
            while attempts.next(apig_errors::now, tokio::time::sleep).await {
                let result = send(&mut log).await;
                attempts.settle(apig_errors::now(), result);
            }
            attempts.finish()
        });
        spawned.await.unwrap()
    });
    assert_eq!(served.unwrap(), 3);
}

#[test]
fn what_is_shared_is_send_and_sync() {
    fn assert<T: Send + Sync + Debug>() {}

    assert::<Gate>();
    assert::<RetryBudget>();
    assert::<Credential<String>>();
    assert::<GaveUp<ApigError>>();
}

#[test]
fn what_was_given_up_says_what_its_error_says() {
    #[derive(Debug, ApigRetryable)]
    enum OrderError {
        #[apig(code = "APIG.0308")]
        TooFast {
            #[apig(wait)]
            wait: Option<Duration>,
            #[apig(request_id)]
            request_id: Option<String>,
        },
        #[apig(fallback)]
        Gateway(ApigError),
    }
    let throttled = ApigError::new(429, Code::APIG_0308).with_request_id("9f3a");
    for response in [throttled, ApigError::from_status(404).with_request_id("9f3b")] {
        let error = || OrderError::from(response.clone());
        let call = RetryPolicy::new().with_max_attempts(1).call(Idempotency::Idempotent);
        let gave_up = call.run_blocking(|| SECOND, |_| (), || Err::<(), _>(error())).unwrap_err();
        assert_eq!(gave_up.verdict(), error().verdict());
        assert_eq!(gave_up.variant(), error().variant());
        assert_eq!(gave_up.request_id(), response.request_id());
        assert_eq!(gave_up.apig_code(), response.code());
        assert!(gave_up.variant().is_some() && gave_up.request_id().is_some());
    }
}
