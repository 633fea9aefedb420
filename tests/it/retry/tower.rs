//! The layer for tower, under a clock that passes while all wait.

use std::{
    collections::BTreeMap,
    error::Error,
    future::{Future, Ready, ready},
    pin::{Pin, pin},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering::SeqCst},
    },
    task::{Context, Poll, Waker},
    time::Duration,
};

use apig_errors::{
    ApigError, ApigRetryable, Code, Credential, Gate, GaveUp, Idempotency, Retry, RetryBudget,
    RetryPolicy, StopReason, Verdict,
    tower_0_5::{Erased, RetryLayer},
};
use http::{Method, Request};
use tokio::time::{Instant, sleep};
use tower::{BoxError, Layer, Service, ServiceBuilder, ServiceExt, service_fn};

use crate::support::failure::{CLASSES, DELIVERIES, Dice, Failure, SECOND};

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// For requests of the `http` crate, on tokio's clock.
fn layer<B: Clone + 'static>(policy: RetryPolicy) -> RetryLayer<Request<B>> {
    let start = Instant::now();
    let idempotency = |request: &Request<B>| Idempotency::from(request.method());
    RetryLayer::new(policy, sleep, idempotency).clock(move || start.elapsed())
}

fn request<B>(method: Method, body: B) -> Request<B> {
    Request::builder().method(method).body(body).unwrap()
}

fn unavailable() -> ApigError {
    ApigError::new(503, Code::APIG_0613)
}

/// How many calls were sent more than once: (GETs, POSTs).
async fn repeated(layer: RetryLayer<Request<usize>>) -> (usize, usize) {
    let sent = Arc::new(Mutex::new(BTreeMap::<usize, Vec<Verdict>>::new()));
    let dice = Arc::new(Mutex::new(Dice(0x9e37_79b9)));
    let failures = Arc::clone(&sent);
    let service = layer.reauthenticate(true).layer(service_fn(move |request: Request<usize>| {
        let mut dice = dice.lock().unwrap();
        let (retry, delivery) = (dice.pick(&CLASSES), dice.pick(&DELIVERIES));
        let failure = Failure { retry, delivery, hint: None };
        let mut failures = failures.lock().unwrap();
        let before = failures.entry(*request.body()).or_default();
        for verdict in before.iter() {
            assert!(verdict.permits(request.method().into()), "{verdict:?} {request:?}");
            assert_ne!(verdict.retry, Retry::Never, "{request:?}");
        }
        before.push(failure.verdict());
        let result = if dice.pick(&[true, false, false]) { Ok(()) } else { Err(failure) };
        let latency = ms(dice.roll() % 300);
        async move {
            sleep(latency).await;
            result
        }
    }));
    let calls = (0..2_000).map(|nth| {
        let mut service = service.clone();
        tokio::spawn(async move {
            sleep(ms(100) * u32::try_from(nth).unwrap()).await;
            let method = if nth % 2 == 0 { Method::GET } else { Method::POST };
            service.call(request(method, nth)).await
        })
    });
    for call in calls.collect::<Vec<_>>() {
        // Whatever it came to; a panic of the service is one here.
        let _: Result<(), GaveUp<Failure>> = call.await.unwrap();
    }
    let sent = sent.lock().unwrap();
    let (gets, posts): (Vec<_>, Vec<_>) =
        sent.iter().filter(|(_, sent)| sent.len() > 1).partition(|(nth, _)| *nth % 2 == 0);
    (gets.len(), posts.len())
}

#[tokio::test(start_paused = true)]
async fn a_post_that_may_have_been_delivered_is_never_repeated() {
    let policy = || RetryPolicy::new().with_max_attempts(6);
    let (gets, posts) = repeated(layer(policy())).await;
    // What may be repeated is: two of three fail, three of four of these may be cured, half of them POSTs' too.
    assert!(gets > 400 && posts > 150 && posts < gets, "{gets} {posts}");
    let gated = layer(policy()).gate(Gate::new().with_seed(7));
    let (gets, posts) = repeated(gated).await;
    assert!(gets > 0 && posts > 0, "{gets} {posts}");
}

/// Sixty calls at once, against a gateway that lets five through in a second.
#[tokio::test(start_paused = true)]
async fn all_calls_stand_in_the_line_of_the_gate() {
    static GATE: Gate = Gate::new();

    let refused = Arc::new(AtomicU32::new(0));
    let served = Arc::new(Mutex::new(BTreeMap::<u64, u32>::new()));
    let start = Instant::now();
    let gateway = {
        let refused = Arc::clone(&refused);
        service_fn(move |_| {
            let mut served = served.lock().unwrap();
            let served = served.entry(start.elapsed().as_secs()).or_default();
            *served += 1;
            let throttled = ApigError::new(429, Code::APIG_0308)
                .with_message("over ratelimit,limit:5,time:1 second");
            ready(if *served <= 5 {
                Ok(())
            } else {
                refused.fetch_add(1, SeqCst);
                Err(throttled)
            })
        })
    };
    let service = layer(RetryPolicy::new()).gate(&GATE).layer(gateway);
    let calls: Vec<_> =
        (0..60).map(|_| tokio::spawn(service.clone().oneshot(request(Method::POST, ())))).collect();
    for call in calls {
        assert!(call.await.unwrap().is_ok());
    }
    assert!(refused.load(SeqCst) <= 56, "{refused:?}");
    assert!(start.elapsed() < 15 * SECOND, "{:?}", start.elapsed());
}

/// The backend is down for a minute, and ten calls come in a second.
async fn requests_of_600_calls_in_an_outage(
    retry: RetryLayer<Request<()>>,
) -> (u32, Vec<GaveUp<ApigError>>) {
    let requests = Arc::new(AtomicU32::new(0));
    let start = Instant::now();
    let backend = {
        let requests = Arc::clone(&requests);
        service_fn(move |_| {
            let is_down = start.elapsed() < 60 * SECOND;
            requests.fetch_add(u32::from(is_down), SeqCst);
            ready(if is_down { Err(unavailable()) } else { Ok(()) })
        })
    };
    let service = retry.layer(backend);
    let calls = (0..600_u32).map(|nth| {
        let mut service = service.clone();
        tokio::spawn(async move {
            sleep(ms(100) * nth).await;
            service.call(request(Method::POST, ())).await
        })
    });
    let mut gave_up = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        gave_up.extend(call.await.unwrap().err());
    }
    (requests.load(SeqCst), gave_up)
}

#[tokio::test(start_paused = true)]
async fn in_an_outage_the_first_request_waits_too() {
    let policy = RetryPolicy::batch;
    let (alone, _) = requests_of_600_calls_in_an_outage(layer(policy())).await;
    let gated = layer(policy()).gate(Gate::new().with_seed(7));
    let (requests, gave_up) = requests_of_600_calls_in_an_outage(gated).await;
    assert!(gave_up.is_empty(), "{gave_up:?}");
    // A retry policy that is asked after the first request would send 600 at least.
    assert!(alone >= 600, "{alone}");
    assert!(requests <= 60, "{requests}");

    // A call that cannot wait hears so at once, and nothing was sent for it.
    let gated = layer(RetryPolicy::interactive()).gate(Gate::new().with_seed(7));
    let (_, gave_up) = requests_of_600_calls_in_an_outage(gated).await;
    let unsent = gave_up.iter().find(|gave_up| gave_up.error.is_none()).unwrap();
    assert_eq!((unsent.attempts, unsent.reason), (0, StopReason::WaitTooLong));
}

#[tokio::test(start_paused = true)]
async fn retries_are_paid_from_the_budget() {
    for gate in [None, Some(Gate::new())] {
        let budget = RetryBudget::new().with_capacity(5).with_per_second(0).with_fail_fast(true);
        let requests = Arc::new(AtomicU32::new(0));
        let layer = layer(RetryPolicy::new()).budget(budget);
        let layer = match gate {
            Some(gate) => layer.gate(gate),
            None => layer,
        };
        let counted = Arc::clone(&requests);
        let mut service = layer.layer(service_fn(move |_| {
            counted.fetch_add(1, SeqCst);
            ready(Err::<(), _>(unavailable()))
        }));
        let mut reasons = BTreeMap::<_, u32>::new();
        for _ in 0..5 {
            let gave_up = service.call(request(Method::GET, ())).await.unwrap_err();
            *reasons.entry(gave_up.reason.to_string()).or_default() += 1;
        }
        // Three retries of the first call, two of the second.
        assert_eq!(requests.load(SeqCst), 10);
        assert_eq!(reasons["BudgetExhausted"], 4, "{reasons:?}");
    }
}

/// Polls so many times, each of them at a later time, and drops it then.
async fn poll_and_drop<F: Future>(future: F, polls: usize) -> bool {
    let mut future = pin!(future);
    for _ in 0..polls {
        let mut context = Context::from_waker(Waker::noop());
        if future.as_mut().poll(&mut context).is_ready() {
            return true;
        }
        tokio::time::advance(ms(400)).await;
    }
    false
}

#[tokio::test(start_paused = true)]
async fn dropped_at_any_point_it_leaves_the_gate_usable() {
    let mut dropped = 0;
    for polls in 0..60 {
        let gate = Arc::new(Gate::new().with_seed(polls));
        let layer = layer(RetryPolicy::batch()).gate(Arc::clone(&gate));
        let is_down = Arc::new(AtomicBool::new(true));
        let state = Arc::clone(&is_down);
        let service = layer.layer(service_fn(move |_| {
            let is_down = state.load(SeqCst);
            async move {
                sleep(ms(300)).await;
                if is_down { Err(unavailable()) } else { Ok(()) }
            }
        }));
        // Enough to close the gate.
        for _ in 0..3 {
            let future = service.clone().oneshot(request(Method::POST, ()));
            let polls = usize::try_from(polls).unwrap();
            dropped += usize::from(!poll_and_drop(future, polls).await);
        }
        is_down.store(false, SeqCst);
        let start = Instant::now();
        service.oneshot(request(Method::POST, ())).await.unwrap();
        assert!(start.elapsed() <= 16 * SECOND, "after {polls} polls: {:?}", start.elapsed());
        assert!(!gate.is_closed());
    }
    assert!(dropped > 100, "{dropped}");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_cloned_is_sent_once() {
    struct Upload;
    let idempotency = |_: &Upload| Idempotency::Idempotent;
    let layer = RetryLayer::with_clone(RetryPolicy::new(), sleep, idempotency, |_| None);
    let fail = |_: Upload| ready(Err::<(), _>(unavailable()));
    let start = Instant::now();
    let gave_up = layer.layer(service_fn(fail)).call(Upload).await.unwrap_err();
    assert_eq!((gave_up.attempts, gave_up.reason), (1, StopReason::Abandoned));
    assert_eq!(gave_up.into_error().unwrap().code(), Some(Code::APIG_0613));
    // It is not waited for a retry that is not sent.
    assert_eq!(start.elapsed(), Duration::ZERO);
    // What is decided keeps its reason.
    let fail = |_: Upload| ready(Err::<(), _>(ApigError::from_status(404)));
    let gave_up = layer.layer(service_fn(fail)).call(Upload).await.unwrap_err();
    assert_eq!(gave_up.reason, StopReason::Permanent);
}

#[tokio::test(start_paused = true)]
async fn a_refused_credential_is_not_sent_again_unless_a_service_below_has_another_one() {
    static TOKEN: Credential<u32> = Credential::with_value(1);

    let log_ins = Arc::new(AtomicU32::new(1));
    let start = Instant::now();
    let with_token = {
        let log_ins = Arc::clone(&log_ins);
        service_fn(move |_: Request<()>| {
            let log_ins = Arc::clone(&log_ins);
            async move {
                let now = || start.elapsed();
                let renew = || ready(Ok::<_, ApigError>(log_ins.fetch_add(1, SeqCst) + 1));
                let token = TOKEN.get(now, renew).await.unwrap();
                if token.value == 1 {
                    TOKEN.refuse(&token, now());
                    return Err(ApigError::new(401, Code::APIG_0307));
                }
                TOKEN.accept(&token);
                Ok(token.value)
            }
        })
    };
    // Also where the policy allows it.
    let policy = || RetryPolicy::new().with_reauthenticate(true);
    let gave_up = layer(policy())
        .layer(service_fn(|_| ready(Err::<(), _>(ApigError::new(401, Code::APIG_0307)))));
    let gave_up = gave_up.oneshot(request(Method::GET, ())).await.unwrap_err();
    assert_eq!((gave_up.attempts, gave_up.reason), (1, StopReason::Permanent));

    let service = layer(policy()).reauthenticate(true).layer(with_token);
    assert_eq!(service.oneshot(request(Method::POST, ())).await.unwrap(), 2);
    assert_eq!(log_ins.load(SeqCst), 2);
}

/// Ready only after a while; fails a test that calls it before.
struct Slow {
    delay: Duration,
    wait: Option<Pin<Box<tokio::time::Sleep>>>,
    is_ready: bool,
    result: fn() -> Result<(), ApigError>,
}

impl Slow {
    fn new(delay: Duration, result: fn() -> Result<(), ApigError>) -> Self {
        Self { delay, wait: None, is_ready: false, result }
    }
}

/// A clone is not ready, whatever the service is.
impl Clone for Slow {
    fn clone(&self) -> Self {
        Self::new(self.delay, self.result)
    }
}

impl Service<Request<()>> for Slow {
    type Response = ();
    type Error = ApigError;
    type Future = Ready<Result<(), ApigError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ApigError>> {
        let delay = self.delay;
        let wait = self.wait.get_or_insert_with(|| Box::pin(sleep(delay)));
        let ready = wait.as_mut().poll(context);
        self.is_ready = ready.is_ready();
        ready.map(Ok)
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        assert!(self.is_ready, "called before it was ready");
        ready((self.result)())
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_is_not_ready_is_waited_for_and_holds_up_nobody() {
    let gate = Arc::new(Gate::new().with_seed(7));
    let layer = layer(RetryPolicy::batch()).gate(Arc::clone(&gate));
    let start = Instant::now();
    layer.layer(Slow::new(SECOND, || Ok(()))).oneshot(request(Method::GET, ())).await.unwrap();
    assert_eq!(start.elapsed(), SECOND);

    // Close it: ten failures in a row.
    for _ in 0..10 {
        let fail = service_fn(|_| ready(Err::<(), _>(unavailable())));
        poll_and_drop(layer.layer(fail).oneshot(request(Method::GET, ())), 1).await;
    }
    assert!(gate.is_closed());
    // It is this one's turn to probe, which is not ready for an hour; the next one need not wait for it.
    let first = layer.layer(Slow::new(3_600 * SECOND, || Ok(())));
    let first = tokio::spawn(first.oneshot(request(Method::GET, ())));
    sleep(SECOND).await;
    let start = Instant::now();
    layer
        .layer(Slow::new(Duration::ZERO, || Ok(())))
        .oneshot(request(Method::GET, ()))
        .await
        .unwrap();
    assert!(start.elapsed() < 2 * SECOND, "{:?}", start.elapsed());
    first.abort();
}

#[tokio::test(start_paused = true)]
async fn errors_whose_type_is_gone_count_with_the_verdict_of_what_they_hold() {
    let requests = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&requests);
    let mut service = ServiceBuilder::new()
        .layer(layer(RetryPolicy::new()))
        .map_err(Erased::from)
        .service(service_fn(move |request: Request<&'static str>| {
            counted.fetch_add(1, SeqCst);
            let error: BoxError = match *request.body() {
                "throttled" => ApigError::new(429, Code::APIG_0308).into(),
                "timed out" => ApigError::new(504, Code::APIG_0203).into(),
                _ => "the queue is full".into(),
            };
            ready(Err::<(), _>(error))
        }));
    for (body, sent, reason) in [
        ("throttled", 4, StopReason::AttemptsExhausted),
        ("timed out", 1, StopReason::MaybeDelivered),
        ("full", 1, StopReason::Permanent),
    ] {
        requests.store(0, SeqCst);
        let gave_up = service.ready().await.unwrap().call(request(Method::POST, body)).await;
        let gave_up = gave_up.unwrap_err();
        assert_eq!((requests.load(SeqCst), gave_up.reason), (sent, reason), "{body}");
        // Nothing is printed twice, and all is there.
        let error: &dyn Error = &gave_up;
        let chain: Vec<_> = std::iter::successors(Some(error), |&error| error.source())
            .map(ToString::to_string)
            .collect();
        assert_eq!(chain.len(), 3, "{chain:?}");
        assert_eq!(chain[1], "the service failed");
    }
    // One that was given up below says the same above.
    let gave_up = service.call(request(Method::POST, "timed out")).await.unwrap_err();
    assert_eq!(Erased::from(BoxError::from(gave_up)).apig_code(), Some(Code::APIG_0203));
}
