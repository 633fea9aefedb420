//! Each client that has a way of its own, or a recipe, against a server: what the gateway sends, what a
//! load balancer sends, and a connection that breaks.

use std::{
    error::Error,
    io::{self, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use apig_errors::{
    ApigError, ApigRetryable, Basis, Code, Delivery, Gate, Idempotency, Retry, RetryPolicy,
    StopReason, Verdict, http_1, now, reqwest_0_13, ureq_3, ureq_3::ApigResponseExt, verdict_of,
};
use http_body_util::{BodyExt, Empty};
use hyper_util::{client::legacy::Client, rt::TokioExecutor};

const TOO_LARGE: &str =
    r#"{"error_msg":"Request entity too large.","error_code":"APIG.0201","request_id":"9f3a"}"#;
const THROTTLED: &str = r#"{"error_msg":"The throttling threshold has been reached: policy user over ratelimit,limit:5,time:7 second","error_code":"APIG.0308"}"#;
const TIMEOUT: &str = r#"{"error_msg":"Backend timeout.","error_code":"APIG.0203"}"#;
const PAGE: &str = "<html><body><h1>502 Bad Gateway</h1></body></html>";

/// Path, status, how much of the body is announced beyond what is sent, and the body.
const RESPONSES: [(&str, u16, usize, &str); 6] = [
    ("/too-large", 413, 0, TOO_LARGE),
    ("/throttled", 429, 0, THROTTLED),
    ("/timeout", 504, 0, TIMEOUT),
    ("/cut", 504, 100, TIMEOUT),
    ("/page", 502, 0, PAGE),
    ("/served", 200, 0, "order 7"),
];

/// Serves [`RESPONSES`] by their paths; its URL without a path.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            // A client that has heard enough hangs up.
            thread::spawn(move || respond(&mut stream));
        }
    });
    url
}

fn respond(stream: &mut TcpStream) -> io::Result<()> {
    let head = read_head(stream)?;
    let path = head.split(' ').nth(1).unwrap_or_default();
    let (_, status, missing, body) =
        RESPONSES.iter().find(|response| response.0 == path).expect("a known path");
    write!(
        stream,
        "HTTP/1.1 {status} X\r\nX-Request-Id: abc\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len() + missing
    )
}

fn read_head(stream: &mut TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// What a client makes of each response.
fn assert_reads(read: impl Fn(&str) -> Result<String, ApigError>) {
    let url = serve();
    let error = |path: &str| read(&format!("{url}{path}")).unwrap_err();

    let too_large = error("/too-large");
    assert_eq!((too_large.status(), too_large.code()), (413, Some(Code::APIG_0201)));
    assert_eq!(too_large.request_id(), Some("9f3a"));
    assert_eq!((too_large.verdict().retry, too_large.verdict().basis), (Retry::Never, Basis::Row));

    let throttled = error("/throttled");
    assert_eq!(throttled.wait_hint(), Some(Duration::from_secs(7)));
    assert_eq!(throttled.request_id(), Some("abc"));
    assert!(throttled.verdict().permits(Idempotency::NotIdempotent));

    let timeout = error("/timeout");
    assert_eq!((timeout.code(), timeout.message()), (Some(Code::APIG_0203), "Backend timeout."));
    assert_eq!(timeout.verdict().delivery, Delivery::MaybeDelivered);
    // What had arrived counts, and here that is all of it.
    assert_eq!(error("/cut"), timeout);

    let page = error("/page");
    assert_eq!((page.raw_code(), page.message()), (None, PAGE));
    assert_eq!(page.verdict(), Verdict::from_status(502));

    assert_eq!(read(&format!("{url}/served")).unwrap(), "order 7");
}

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(future)
}

#[test]
fn reqwest_0_13_reads_what_is_sent() {
    use reqwest_0_13::ApigResponseExt;
    assert_reads(|url| {
        block_on(async {
            let client = reqwest::Client::builder().no_proxy().build().unwrap();
            let response = client.post(url).send().await.unwrap().apig_error_for_status().await?;
            Ok(response.text().await.unwrap())
        })
    });
}

#[test]
fn blocking_reqwest_0_13_reads_what_is_sent() {
    use reqwest_0_13::ApigBlockingResponseExt;
    assert_reads(|url| {
        let client = reqwest::blocking::Client::builder().no_proxy().build().unwrap();
        Ok(client.post(url).send().unwrap().apig_error_for_status()?.text().unwrap())
    });
}

/// As the recipe `with_reqwest_0_12` does it.
#[test]
fn reqwest_0_12_reads_what_is_sent() {
    assert_reads(|url| {
        block_on(async {
            let client = reqwest_0_12::Client::builder().no_proxy().build().unwrap();
            let mut response = client.post(url).send().await.unwrap();
            let mut body = Vec::new();
            while let Ok(Some(chunk)) = response.chunk().await {
                body.extend_from_slice(&chunk);
            }
            if response.error_for_status_ref().is_err() {
                return Err(ApigError::from_http(response.status(), response.headers(), &body));
            }
            Ok(String::from_utf8(body).unwrap())
        })
    });
}

/// As the recipe `with_hyper` does it.
#[test]
fn hyper_reads_what_is_sent() {
    use http_1::ApigResponseExt;
    assert_reads(|url| {
        block_on(async {
            let client = Client::builder(TokioExecutor::new()).build_http();
            let request = http::Request::post(url).body(Empty::<&[u8]>::new()).unwrap();
            let (parts, mut body) = client.request(request).await.unwrap().into_parts();
            let mut bytes = Vec::new();
            while let Some(Ok(frame)) = body.frame().await {
                bytes.extend_from_slice(frame.data_ref().map_or(&[][..], |data| data));
            }
            let response = http::Response::from_parts(parts, bytes).apig_error_for_status()?;
            Ok(String::from_utf8(response.into_body()).unwrap())
        })
    });
}

#[test]
fn ureq_3_reads_what_is_sent() {
    assert_reads(|url| {
        let response = ureq_3::agent().post(url).send_empty().unwrap().apig_error_for_status()?;
        Ok(response.into_body().read_to_string().unwrap())
    });
}

// The `http` crate's responses.

#[test]
fn of_an_http_response_the_same_statuses_are_errors() {
    use http_1::ApigResponseExt;
    for status in 100..1000 {
        let response = http::Response::builder().status(status).body(TIMEOUT).unwrap();
        match response.apig_error_for_status() {
            Ok(response) => {
                assert!(!(400..600).contains(&status), "{status}");
                assert_eq!(response.into_body(), TIMEOUT);
            }
            Err(error) => {
                assert!((400..600).contains(&status), "{status}");
                assert_eq!((error.status(), error.code()), (status, Some(Code::APIG_0203)));
            }
        }
    }
}

// ureq.

/// Its default, which drops the body: what is left is decided by the status, and never too boldly.
#[test]
fn an_agent_that_drops_bodies_is_decided_by_the_status() {
    let url = serve();
    let agent: ureq::Agent = ureq::Agent::config_builder().proxy(None).build().into();
    for (path, status, ..) in RESPONSES.iter().filter(|response| response.1 >= 400) {
        let error = agent.post(format!("{url}{path}")).send_empty().unwrap_err();
        assert!(matches!(error, ureq::Error::StatusCode(code) if code == *status), "{error}");
        assert_eq!(error.verdict(), Verdict::from_status(*status));
        assert!(!error.verdict().permits(Idempotency::NotIdempotent));
    }
}

fn assert_verdict(error: &ureq::Error, retry: Retry, delivery: Delivery) {
    assert_eq!(error.verdict(), Verdict::new(retry, delivery), "{error:?}");
    assert_eq!(error.verdict().basis, Basis::Declared);
}

/// A port at which nobody listens any more.
fn refusing() -> String {
    format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap())
}

#[test]
fn what_happens_before_there_is_a_connection_delivered_nothing() {
    let refused = ureq_3::agent().post(refusing()).send_empty().unwrap_err();
    for error in [
        &refused,
        &ureq::Error::HostNotFound,
        &ureq::Error::Timeout(ureq::Timeout::Connect),
        &ureq::Error::Timeout(ureq::Timeout::Resolve),
        &ureq::Error::ConnectionFailed,
        &ureq::Error::ConnectProxyFailed("407".to_owned()),
    ] {
        assert_verdict(error, Retry::Backoff, Delivery::NotDelivered);
    }
}

/// A server that reads the request, and then does this with the connection.
fn after_the_request(act: impl Fn(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            if read_head(&mut stream).is_ok() {
                act(stream);
            }
        }
    });
    url
}

#[test]
fn what_happens_after_the_request_was_sent_may_have_been_delivered() {
    let closed = after_the_request(drop);
    let closed = ureq_3::agent().post(closed).send_empty().unwrap_err();
    let stalled = after_the_request(|mut stream| drop(stream.read(&mut [0])));
    let short = Some(Duration::from_millis(200));
    let config = ureq_3::config_builder().timeout_recv_response(short).build();
    let stalled = ureq::Agent::from(config).post(stalled).send_empty().unwrap_err();
    assert!(matches!(stalled, ureq::Error::Timeout(_)), "{stalled}");
    let no_http = after_the_request(|mut stream| drop(stream.write_all(b"SSH-2.0\r\n\r\n")));
    let no_http = ureq_3::agent().post(no_http).send_empty().unwrap_err();
    let cut = after_the_request(|mut stream| {
        drop(stream.write_all(b"HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\norder"));
    });
    let cut = ureq_3::agent().post(cut).send_empty().unwrap().body_mut().read_to_string();
    // The failure of the system's resolver says no more than that it is one of input and output.
    let no_host = ureq_3::agent().get("http://no-such-host.invalid/").call().unwrap_err();
    assert!(matches!(no_host, ureq::Error::Io(_)), "{no_host:?}");
    for error in [&closed, &stalled, &no_http, &cut.unwrap_err(), &no_host] {
        assert_verdict(error, Retry::Backoff, Delivery::MaybeDelivered);
    }
}

#[test]
fn the_rest_of_ureqs_errors_is_never() {
    let served = ureq_3::agent().get(format!("{}/served", serve())).call().unwrap();
    let no_json = served.into_body().read_json::<u32>().unwrap_err();
    for error in [
        &no_json,
        &ureq_3::agent().get("http://").call().unwrap_err(),
        &ureq::Error::TooManyRedirects,
        &ureq::Error::RedirectFailed,
        &ureq::Error::Tls("no certificate"),
        &ureq::Error::Other("a connector's own".into()),
    ] {
        assert_verdict(error, Retry::Never, Delivery::MaybeDelivered);
    }
    // A middleware may have read the response.
    let inner = ApigError::new(429, Code::APIG_0308);
    assert_eq!(ureq::Error::Other(Box::new(inner.clone())).verdict(), inner.verdict());
}

#[test]
fn a_chain_with_an_error_of_ureq_gives_its_verdict() {
    let error = || ureq::Error::HostNotFound;
    let boxed: Box<dyn Error> = Box::new(error());
    assert_eq!(verdict_of(&*boxed), Some(error().verdict()));
    // As a reader of a body wraps it.
    assert_eq!(verdict_of(&io::Error::other(error())), Some(error().verdict()));
    let inside = ureq::Error::Other(Box::new(ApigError::new(429, Code::APIG_0308)));
    assert_eq!(verdict_of(&inside).unwrap().retry, Retry::Throttled);
}

/// A body that trickles does not hold the thread, where the agent has no time-out.
#[test]
fn ureq_does_not_wait_for_a_body_that_trickles() {
    let url = after_the_request(|mut stream| {
        let head = format!("HTTP/1.1 429 X\r\nContent-Length: 1000\r\n\r\n{THROTTLED}");
        let _ = stream.write_all(head.as_bytes());
        while stream.write_all(b" ").is_ok() {
            thread::sleep(Duration::from_millis(100));
        }
    });
    let started = Instant::now();
    let error = ureq_3::agent().get(url).call().unwrap().apig_error_for_status().unwrap_err();
    assert_eq!(error.code(), Some(Code::APIG_0308));
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn of_a_body_ureq_reads_up_to_64_kib() {
    for (padding, code) in [(60 * 1024, Some(Code::APIG_0203)), (64 * 1024, None)] {
        let body = format!(r#"{{"padding":"{}","error_code":"APIG.0203"}}"#, "x".repeat(padding));
        let response = http::Response::builder().status(504).body(ureq::Body::builder().data(body));
        assert_eq!(response.unwrap().apig_error_for_status().unwrap_err().code(), code);
    }
}

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("the order is too large")]
    #[apig(code = "APIG.0201", status = 413)]
    TooLarge,
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] ureq::Error),
    #[error("gateway")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

/// The whole of it, on one thread: throttled once, then served; what may have been delivered is not repeated.
#[test]
fn a_call_with_ureq_is_retried_as_it_may_be() {
    static GATE: Gate = Gate::new();
    let requests = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&requests);
    let url = after_the_request(move |mut stream| {
        let (status, body) = match counter.fetch_add(1, Ordering::Relaxed) {
            0 => (
                429,
                r#"{"error_msg":"over ratelimit,limit:5,time:1 second","error_code":"APIG.0308"}"#,
            ),
            1 => (200, "order 7"),
            2 => (504, TIMEOUT),
            _ => (413, TOO_LARGE),
        };
        let length = body.len();
        let _ = write!(
            stream,
            "HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        );
    });
    let agent = ureq_3::agent();
    let place = || -> Result<String, OrderError> {
        let response = agent.post(&url).send_empty()?.apig_error_for_status()?;
        Ok(response.into_body().read_to_string()?)
    };
    let call = || RetryPolicy::new().call(Idempotency::NotIdempotent).gate(&GATE);
    assert_eq!(call().run_blocking(now, thread::sleep, place).unwrap(), "order 7");
    assert_eq!(requests.load(Ordering::Relaxed), 2);
    let gave_up = call().run_blocking(now, thread::sleep, place).unwrap_err();
    assert_eq!(gave_up.reason, StopReason::MaybeDelivered);
    assert_eq!(requests.load(Ordering::Relaxed), 3);
    let gave_up = call().run_blocking(now, thread::sleep, place).unwrap_err();
    assert!(matches!(gave_up.error, Some(OrderError::TooLarge)), "{gave_up:?}");
}
