//! The middleware: on responses that stand for a client's, under a clock that passes while all wait, and on those of
//! a server, where it matters how a body comes.

use std::{
    error::Error as _,
    future::{Future, ready},
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    pin::{Pin, pin},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering::SeqCst},
    },
    task::{Context, Waker},
    thread,
    time::Duration,
};

use apig_errors::{
    ApigError, ApigRetryable, Code, Credential, Delivery, Gate, GaveUp, Idempotency, ROWS, Retry,
    RetryBudget, RetryPolicy, StopReason, reqwest_middleware_0_5::RetryMiddleware, verdict_of,
};
use http::{Extensions, Method};
use reqwest::{Body, Client, Request, Response};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Error, Middleware, Next, Result};
use tokio::time::{Instant, sleep};

use crate::support::failure::SECOND;

type Handled<'a> = Pin<Box<dyn Future<Output = Result<Response>> + Send + 'a>>;

const URL: &str = "http://localhost/orders?item=7";

/// On tokio's clock.
fn retry(policy: RetryPolicy) -> RetryMiddleware {
    let start = Instant::now();
    RetryMiddleware::new(policy, sleep).clock(move || start.elapsed())
}

fn middleware<F>(middleware: F) -> F
where
    F: for<'a> Fn(Request, &'a mut Extensions, Next<'a>) -> Handled<'a>,
{
    middleware
}

/// Stands for the network.
fn network<F>(respond: F) -> impl Middleware
where
    F: Fn(Request) -> Result<Response> + Send + Sync + 'static,
{
    middleware(move |request, _, _| Box::pin(ready(respond(request))))
}

fn client(
    retry: RetryMiddleware,
    respond: impl Fn(Request) -> Result<Response> + Send + Sync + 'static,
) -> ClientWithMiddleware {
    let client = Client::builder().no_proxy().build().unwrap();
    ClientBuilder::new(client).with(retry).with(network(respond)).build()
}

fn served() -> Response {
    http::Response::new("order 7").into()
}

fn refused(code: Code, status: u16) -> Response {
    ApigError::new(status, code).to_response().into()
}

fn why(response: &Response) -> &GaveUp<ApigError> {
    response.extensions().get().expect("says why it was given up")
}

#[tokio::test(start_paused = true)]
async fn every_response_of_the_table_is_retried_as_its_verdict_says() {
    let policy = || RetryPolicy::new().with_max_attempts(3);
    for row in ROWS {
        for method in [Method::GET, Method::POST] {
            let sent = Arc::new(AtomicU32::new(0));
            let counted = Arc::clone(&sent);
            let client = client(retry(policy()), move |_| {
                counted.fetch_add(1, SeqCst);
                Ok(refused(row.code, row.status))
            });
            let response = client.request(method.clone(), URL).send().await.unwrap();
            let is_retried = row.verdict.permits(Idempotency::from(&method))
                && matches!(row.verdict.retry, Retry::Backoff | Retry::Throttled);
            assert_eq!(sent.load(SeqCst), if is_retried { 3 } else { 1 }, "{method} {row:?}");
            let why = why(&response);
            assert_eq!(why.attempts, sent.load(SeqCst));
            assert_eq!(why.apig_code(), Some(row.code));
            assert_eq!(response.status(), row.status);
            assert!(response.text().await.unwrap().contains(&row.code.to_string()));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_passing_fault_is_retried_and_what_succeeds_is_not_touched() {
    let sent = AtomicU32::new(0);
    let client = client(retry(RetryPolicy::new()), move |request| {
        assert_eq!(request.body().unwrap().as_bytes(), Some(&b"an order"[..]));
        Ok(if sent.fetch_add(1, SeqCst) == 0 { refused(Code::APIG_0613, 503) } else { served() })
    });
    let response = client.post(URL).body("an order").send().await.unwrap();
    assert!(response.extensions().get::<GaveUp<ApigError>>().is_none());
    assert_eq!(response.text().await.unwrap(), "order 7");
}

#[tokio::test(start_paused = true)]
async fn the_last_response_is_handed_on_as_it_came() {
    #[derive(Clone, Debug, PartialEq)]
    struct Mark(u8);

    let client = client(retry(RetryPolicy::new()), |request| {
        let mut response = http::Response::builder()
            .status(418)
            .version(http::Version::HTTP_2)
            .header("x-kept", "one")
            .header("x-kept", "two")
            .extension(Mark(7))
            .body("<html>of another server")
            .unwrap();
        let url = request.url().clone();
        let with_url = reqwest::ResponseBuilderExt::url(http::Response::builder(), url).body(());
        response.extensions_mut().extend(with_url.unwrap().into_parts().0.extensions);
        Ok(response.into())
    });
    let response = client.get(URL).send().await.unwrap();
    assert_eq!(why(&response).reason, StopReason::Permanent);
    assert_eq!((response.status().as_u16(), response.version()), (418, http::Version::HTTP_2));
    assert_eq!(response.url().as_str(), URL);
    assert_eq!(response.headers().get_all("x-kept").iter().collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(response.extensions().get(), Some(&Mark(7)));
    assert_eq!(response.content_length(), Some(23));
    assert_eq!(response.text().await.unwrap(), "<html>of another server");
}

#[tokio::test(start_paused = true)]
async fn all_requests_stand_in_the_line_of_the_gate() {
    static GATE: Gate = Gate::new();

    let windows = Mutex::new(std::collections::BTreeMap::<u64, u32>::new());
    let refusals = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&refusals);
    let start = Instant::now();
    let client = client(retry(RetryPolicy::new()).gate(&GATE), move |_| {
        let mut windows = windows.lock().unwrap();
        let window = windows.entry(start.elapsed().as_secs()).or_default();
        *window += 1;
        Ok(if *window <= 5 {
            served()
        } else {
            counted.fetch_add(1, SeqCst);
            ApigError::new(429, Code::APIG_0308)
                .with_message("over ratelimit,limit:5,time:1 second")
                .to_response()
                .into()
        })
    });
    let calls: Vec<_> = (0..60).map(|_| tokio::spawn(client.post(URL).send())).collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().status(), 200);
    }
    assert!(refusals.load(SeqCst) <= 56, "{refusals:?}");
    assert!(start.elapsed() < 15 * SECOND, "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_never_sent_says_so() {
    let gate = Arc::new(Gate::new());
    // A threshold of one a minute, which is reached.
    let throttled = |_| {
        let error = ApigError::new(429, Code::APIG_0308);
        Ok(error.with_message("over ratelimit,limit:1,time:1 minute").to_response().into())
    };
    let retry = retry(RetryPolicy::interactive()).gate(Arc::clone(&gate));
    let client = client(retry, throttled);
    let first = client.get(URL).send().await.unwrap();
    assert_eq!((first.status().as_u16(), why(&first).reason), (429, StopReason::WaitTooLong));

    let unsent = client.get(URL).send().await.unwrap_err();
    assert_eq!(unsent.verdict().delivery, Delivery::NotDelivered);
    assert_eq!(unsent.verdict().retry, Retry::Backoff);
    assert!(unsent.wait_hint().unwrap() > SECOND, "{:?}", unsent.wait_hint());
    assert_eq!(unsent.to_string(), "gave up before the first attempt: WaitTooLong");
}

#[tokio::test(start_paused = true)]
async fn retries_are_paid_from_the_budget() {
    let sent = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&sent);
    let budget = RetryBudget::new().with_capacity(1).with_per_second(0).with_fail_fast(true);
    let client = client(retry(RetryPolicy::new()).budget(budget), move |_| {
        counted.fetch_add(1, SeqCst);
        Ok(refused(Code::APIG_0613, 503))
    });
    for requests in [2, 3, 4] {
        let response = client.get(URL).send().await.unwrap();
        assert_eq!(why(&response).reason, StopReason::BudgetExhausted);
        assert_eq!(sent.load(SeqCst), requests);
    }
}

#[tokio::test(start_paused = true)]
async fn whether_it_may_be_repeated_is_the_callers_to_say_and_a_stream_is_sent_once() {
    let timed_out = |_| Ok(refused(Code::APIG_0203, 504));
    let retry = || retry(RetryPolicy::new());
    // A key alone does not do it.
    let by_method = client(retry(), timed_out);
    let response = by_method.post(URL).header("idempotency-key", "7").send().await.unwrap();
    assert_eq!((why(&response).attempts, why(&response).reason), (1, StopReason::MaybeDelivered));

    let by_key = client(
        retry().idempotency(|request| match request.headers().get("idempotency-key") {
            Some(_) => Idempotency::Idempotent,
            None => Idempotency::NotIdempotent,
        }),
        timed_out,
    );
    let response = by_key.post(URL).header("idempotency-key", "7").send().await.unwrap();
    assert_eq!(why(&response).attempts, 4);
    let response = by_key.get(URL).send().await.unwrap();
    assert_eq!(why(&response).attempts, 1);

    let stream = Body::wrap("an order".to_owned());
    let start = Instant::now();
    let response = by_method.put(URL).body(stream).send().await.unwrap();
    assert_eq!((why(&response).attempts, why(&response).reason), (1, StopReason::Abandoned));
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_refused_credential_is_sent_again_only_where_a_middleware_has_another_one() {
    static TOKEN: Credential<u32> = Credential::with_value(1);

    let start = Instant::now();
    let by_token = move |_| {
        let now = || start.elapsed();
        let token = TOKEN.get_blocking(now, || Ok::<_, ApigError>(2)).unwrap();
        if token.value == 1 {
            TOKEN.refuse(&token, now());
            return Ok(refused(Code::APIG_0307, 401));
        }
        Ok(served())
    };
    let static_key = client(retry(RetryPolicy::new()), |_| Ok(refused(Code::APIG_0307, 401)));
    let response = static_key.post(URL).send().await.unwrap();
    assert_eq!((why(&response).attempts, why(&response).reason), (1, StopReason::Permanent));

    let renewing = client(retry(RetryPolicy::new()).reauthenticate(true), by_token);
    assert_eq!(renewing.post(URL).send().await.unwrap().status(), 200);
}

#[tokio::test(start_paused = true)]
async fn errors_of_middleware_count_with_the_verdict_of_what_they_hold() {
    for (error, attempts) in [
        (ApigError::new(503, Code::APIG_0613), 4),
        (ApigError::new(504, Code::APIG_0203), 1),
        (ApigError::from_status(503), 1),
    ] {
        let sent = Arc::new(AtomicU32::new(0));
        let (counted, held) = (Arc::clone(&sent), error.clone());
        let client = client(retry(RetryPolicy::new()), move |_| {
            counted.fetch_add(1, SeqCst);
            Err(Error::middleware(held.clone()))
        });
        let failed = client.post(URL).send().await.unwrap_err();
        assert_eq!(sent.load(SeqCst), attempts, "{error}");
        assert_eq!((failed.verdict(), failed.apig_error()), (error.verdict(), Some(&error)));
        assert_eq!(verdict_of(&failed), Some(error.verdict()));
    }
    let unknown = Error::middleware(std::fmt::Error);
    assert_eq!(unknown.verdict().retry, Retry::Never);
    assert_eq!(unknown.wait_hint(), None);
}

#[tokio::test(start_paused = true)]
async fn dropped_at_any_point_it_leaves_the_gate_usable() {
    let mut dropped = 0;
    for polls in 0..40 {
        let gate = Arc::new(Gate::new().with_seed(polls));
        let is_down = Arc::new(AtomicBool::new(true));
        let state = Arc::clone(&is_down);
        let client = client(retry(RetryPolicy::batch()).gate(Arc::clone(&gate)), move |_| {
            Ok(if state.load(SeqCst) { refused(Code::APIG_0613, 503) } else { served() })
        });
        for _ in 0..3 {
            let mut call = pin!(client.post(URL).send());
            let mut context = Context::from_waker(Waker::noop());
            for _ in 0..polls {
                assert!(call.as_mut().poll(&mut context).is_pending(), "it is down");
                tokio::time::advance(SECOND / 3).await;
            }
            dropped += 1;
        }
        is_down.store(false, SeqCst);
        let start = Instant::now();
        assert_eq!(client.post(URL).send().await.unwrap().status(), 200);
        assert!(start.elapsed() <= 16 * SECOND, "after {polls} polls: {:?}", start.elapsed());
        assert!(!gate.is_closed());
    }
    assert_eq!(dropped, 120);
}

/// A server of one response, which it writes piece by piece.
fn server(head: &'static str, body: Vec<u8>, pieces: usize) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(head.as_bytes());
            for piece in body.chunks(body.len() / pieces) {
                let _ = stream.write_all(piece).and_then(|()| stream.flush());
                thread::sleep(Duration::from_millis(2));
            }
        }
    });
    Ok(address)
}

fn plain_client() -> ClientWithMiddleware {
    let client = Client::builder().no_proxy().build().unwrap();
    let retry = RetryMiddleware::new(RetryPolicy::interactive(), sleep);
    ClientBuilder::new(client).with(retry).build()
}

#[tokio::test]
async fn of_a_large_body_the_beginning_is_seen_and_nothing_is_lost() {
    let mut body = br#"{"error_code":"APIG.0201","error_msg":"too large","padding":""#.to_vec();
    body.extend((0..300_000_u32).map(|nth| b'a' + u8::try_from(nth % 26).unwrap()));
    body.extend_from_slice(br#""}"#);
    let head = "HTTP/1.1 413 x\r\nconnection: close\r\n\r\n";
    let address = server(head, body.clone(), 20).unwrap();
    let response = plain_client().post(format!("http://{address}/")).send().await.unwrap();
    let why = why(&response);
    assert_eq!((why.attempts, why.apig_code()), (1, Some(Code::APIG_0201)));
    assert_eq!(response.bytes().await.unwrap(), body);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_seen_as_far_as_it_came_and_is_still_broken() {
    let body = br#"{"error_code":"APIG.0203","error_msg":"Backend timeout."}"#.to_vec();
    let head = "HTTP/1.1 504 x\r\ncontent-length: 9999\r\nconnection: close\r\n\r\n";
    let address = server(head, body.clone(), 1).unwrap();
    let mut response = plain_client().post(format!("http://{address}/")).send().await.unwrap();
    assert_eq!(why(&response).apig_code(), Some(Code::APIG_0203));
    assert_eq!(why(&response).reason, StopReason::MaybeDelivered);
    assert_eq!(response.chunk().await.unwrap().unwrap(), body);
    let broken = response.chunk().await.unwrap_err();
    assert!(broken.source().is_some(), "{broken:?}");
}

#[tokio::test]
async fn a_post_is_retried_where_nobody_listens() {
    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let sent = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&sent);
    let counting = middleware(move |request, extensions, next| {
        counted.fetch_add(1, SeqCst);
        next.run(request, extensions)
    });
    let client = Client::builder().no_proxy().build().unwrap();
    let retry = RetryMiddleware::new(RetryPolicy::interactive(), sleep);
    let client = ClientBuilder::new(client).with(retry).with(counting).build();
    let failed = client.post(format!("http://{address}/")).send().await.unwrap_err();
    assert!(failed.is_connect());
    assert_eq!(failed.verdict().delivery, Delivery::NotDelivered);
    assert_eq!(sent.load(SeqCst), 4);
}
