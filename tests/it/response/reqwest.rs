//! reqwest: its responds as `ApigError`, its errors with a verdict.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use apig_errors::{
    ApigError, ApigRetryable, Basis, Code, Delivery, Retry, Verdict,
    reqwest_0_13::{ApigBlockingResponseExt, ApigResponseExt},
};
use reqwest::{
    Client, ClientBuilder, Response,
    dns::{Name, Resolve, Resolving},
    redirect::Policy,
};

const REFUSAL: &str = r#"{"error_msg":"Throttled.","error_code":"APIG.0308"}"#;
const BODY_LIMIT: usize = 64 * 1024;

/// Long enough that nothing but the rule under test ends the wait.
const FOREVER: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(200);

/// A server that responds each connection with `response`, after the request's head was read.
fn serve(response: impl Fn(&mut TcpStream) -> io::Result<()> + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = url(listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            if read_head(&mut stream).is_ok() {
                // A client that has heard enough hangs up.
                let _ = response(&mut stream);
            }
        }
    });
    url
}

fn url(address: SocketAddr) -> String {
    format!("http://{address}/orders")
}

fn read_head(stream: &mut TcpStream) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    Ok(())
}

/// A head that announces so many bytes, and these bytes.
fn response(status: u16, announced: usize, body: &str) -> String {
    format!("HTTP/1.1 {status} X\r\nX-Request-Id: abc\r\nContent-Length: {announced}\r\n\r\n{body}")
}

fn serve_text(text: String) -> String {
    serve(move |stream| stream.write_all(text.as_bytes()))
}

/// Waits until the client hangs up.
fn stall(stream: &mut TcpStream) -> io::Result<()> {
    stream.read(&mut [0]).map(drop)
}

fn client() -> ClientBuilder {
    Client::builder().no_proxy()
}

async fn get(url: &str) -> Response {
    client().timeout(FOREVER).build().unwrap().get(url).send().await.unwrap()
}

async fn error(url: &str) -> ApigError {
    get(url).await.apig_error_for_status().await.unwrap_err()
}

/// What the server sent is read; a server in a thread of its own, for both kinds of client.
fn blocking_error(url: &str) -> ApigError {
    let client = reqwest::blocking::Client::builder().no_proxy().timeout(SHORT).build().unwrap();
    client.get(url).send().unwrap().apig_error_for_status().unwrap_err()
}

/// A body whose code's closing quote is the byte of this number.
fn body_with_code_ending_at(length: usize) -> String {
    const REST: &str = r#"{"padding":"","error_code":"APIG.0308""#;
    let padding = "x".repeat(length - REST.len());
    REST.replacen(r#""""#, &format!(r#""{padding}""#), 1)
}

// What is an error.

#[tokio::test]
async fn an_error_is_what_error_for_status_takes_for_one() {
    for status in 100..1000 {
        let response = || {
            let response = http::Response::builder().status(status).body(REFUSAL).unwrap();
            Response::from(response)
        };
        let expected = response().error_for_status().is_err();
        assert_eq!(expected, (400..600).contains(&status));
        match response().apig_error_for_status().await {
            Ok(response) => {
                assert!(!expected, "{status}");
                assert_eq!(response.text().await.unwrap(), REFUSAL, "the body must be unread");
            }
            Err(error) => {
                assert!(expected, "{status}");
                assert_eq!((error.status(), error.code()), (status, Some(Code::APIG_0308)));
            }
        }
    }
}

#[tokio::test]
async fn status_headers_and_body_of_an_error_are_read() {
    let url = serve_text(response(429, REFUSAL.len(), REFUSAL));
    let error = error(&url).await;
    assert_eq!((error.status(), error.code()), (429, Some(Code::APIG_0308)));
    assert_eq!((error.message(), error.request_id()), ("Throttled.", Some("abc")));
}

#[test]
fn the_future_can_be_spawned() {
    fn is_send(_: impl Send) {}
    is_send(Response::from(http::Response::new("")).apig_error_for_status());
}

#[tokio::test]
async fn a_connection_whose_error_was_read_is_used_again() {
    let connections = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&connections);
    let text = response(429, REFUSAL.len(), REFUSAL);
    let url = serve(move |stream| {
        count.fetch_add(1, Ordering::Relaxed);
        loop {
            stream.write_all(text.as_bytes())?;
            read_head(stream)?;
        }
    });
    let client = client().timeout(FOREVER).build().unwrap();
    for _ in 0..3 {
        let response = client.get(&url).send().await.unwrap();
        response.apig_error_for_status().await.unwrap_err();
    }
    assert_eq!(connections.load(Ordering::Relaxed), 1);
}

// How much of a body is read.

#[tokio::test]
async fn a_body_is_read_up_to_64_kib() {
    let (within, over) =
        (body_with_code_ending_at(BODY_LIMIT), body_with_code_ending_at(BODY_LIMIT + 1));
    assert_eq!(within.len(), BODY_LIMIT);
    for (body, code) in [(within, Some(Code::APIG_0308)), (over, None)] {
        let body = body + &" ".repeat(BODY_LIMIT);
        assert_eq!(error(&serve_text(response(429, body.len(), &body))).await.code(), code);
    }
}

#[test]
fn the_blocking_client_reads_up_to_64_kib() {
    for (length, code) in [(BODY_LIMIT, Some(Code::APIG_0308)), (BODY_LIMIT + 1, None)] {
        let body = body_with_code_ending_at(length) + &" ".repeat(BODY_LIMIT);
        assert_eq!(blocking_error(&serve_text(response(429, body.len(), &body))).code(), code);
    }
}

/// A valid list with partial results that is longer than what is read of a body.
fn list_of_partial_results() -> String {
    let element = r#"{"id":1,"error_code":"APIG.0308","error_msg":"slow"},"#;
    let body = format!("{{\"results\":[{}{{}}],\"note\":\"done\"}}", element.repeat(1236));
    body.replacen("done", &"x".repeat(65_542 - body.len() + 4), 1)
}

/// The batch may have been executed in part: no part of it vouches for the whole.
#[tokio::test]
async fn a_list_that_is_cut_vouches_for_nothing() {
    let body = list_of_partial_results();
    assert_eq!(body.len(), 65_542);
    assert_eq!(ApigError::parse(504, body.as_bytes()).verdict(), Verdict::from_status(504));
    for status in [429, 500, 504] {
        let url = serve_text(response(status, body.len(), &body));
        let read = error(&url).await;
        assert_eq!((read.raw_code(), read.verdict()), (None, Verdict::from_status(status)));
        assert_eq!(read.verdict().delivery, Delivery::MaybeDelivered);
        let blocking = tokio::task::spawn_blocking(move || blocking_error(&url)).await.unwrap();
        assert_eq!(blocking, read);
    }
}

/// Sends an error whose body never ends; the thread does, when the client hangs up.
fn serve_endless_body() -> (String, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = url(listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        read_head(&mut stream).unwrap();
        let head = "HTTP/1.1 500 X\r\n\r\n{\"error_code\":\"APIG.0202\",\"padding\":\"";
        stream.write_all(head.as_bytes()).unwrap();
        while stream.write_all(&[b'x'; 4096]).is_ok() {}
    });
    (url, server)
}

#[tokio::test]
async fn a_body_without_end_is_given_up() {
    let (url, server) = serve_endless_body();
    assert_eq!(error(&url).await.code(), Some(Code::APIG_0202));
    // Ends because the client has hung up; in a thread, for it is this one that hangs up.
    tokio::task::spawn_blocking(|| server.join().unwrap()).await.unwrap();
}

#[test]
fn the_blocking_client_gives_a_body_without_end_up() {
    let (url, server) = serve_endless_body();
    assert_eq!(blocking_error(&url).code(), Some(Code::APIG_0202));
    server.join().unwrap();
}

// Bodies that do not arrive as a whole.

#[tokio::test]
async fn of_a_body_that_breaks_off_what_had_arrived_counts() {
    // With a length that is not kept, and in chunks without the last one.
    let chunk = format!("{:x}\r\n{REFUSAL}\r\n", REFUSAL.len());
    let chunked = format!("HTTP/1.1 429 X\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}");
    for text in [response(429, 1000, REFUSAL), chunked] {
        let url = serve_text(text);
        assert!(get(&url).await.bytes().await.is_err());
        let error = error(&url).await;
        assert_eq!((error.code(), error.message()), (Some(Code::APIG_0308), "Throttled."));
    }
}

#[test]
fn of_a_body_that_breaks_off_the_blocking_client_counts_what_had_arrived() {
    let error = blocking_error(&serve_text(response(429, 1000, REFUSAL)));
    assert_eq!((error.code(), error.request_id()), (Some(Code::APIG_0308), Some("abc")));
}

#[tokio::test]
async fn of_a_body_that_never_comes_status_and_headers_count() {
    let error = error(&serve_text(response(504, 1000, ""))).await;
    assert_eq!((error.status(), error.code(), error.message()), (504, None, ""));
    assert_eq!((error.request_id(), error.verdict()), (Some("abc"), Verdict::from_status(504)));
}

#[tokio::test]
async fn the_clients_time_out_ends_a_body_that_stalls() {
    let url = serve(|stream| {
        stream.write_all(response(429, 1000, REFUSAL).as_bytes())?;
        stall(stream)
    });
    for client in [client().timeout(SHORT), client().read_timeout(SHORT)] {
        let response = client.build().unwrap().get(&url).send().await.unwrap();
        let error = response.apig_error_for_status().await.unwrap_err();
        assert_eq!(error.code(), Some(Code::APIG_0308));
    }
}

#[test]
fn the_blocking_clients_time_out_ends_a_body_that_stalls() {
    let url = serve(|stream| {
        stream.write_all(response(429, 1000, REFUSAL).as_bytes())?;
        stall(stream)
    });
    assert_eq!(blocking_error(&url).code(), Some(Code::APIG_0308));
}

#[tokio::test]
async fn a_slow_body_is_read_to_its_end() {
    let url = serve(|stream| {
        stream.write_all(response(429, REFUSAL.len(), "").as_bytes())?;
        for byte in REFUSAL.bytes() {
            stream.write_all(&[byte])?;
            thread::sleep(Duration::from_millis(2));
        }
        Ok(())
    });
    assert_eq!(error(&url).await.message(), "Throttled.");
}

/// The client counts its time-out anew for each piece: a server that sends one now and then must not hold
/// the thread.
#[test]
fn the_blocking_client_does_not_wait_for_a_body_that_trickles() {
    let url = serve(|stream| {
        stream.write_all(response(429, 1000, REFUSAL).as_bytes())?;
        for _ in 0..1000 {
            thread::sleep(SHORT / 2);
            stream.write_all(b" ")?;
        }
        Ok(())
    });
    let started = Instant::now();
    assert_eq!(blocking_error(&url).code(), Some(Code::APIG_0308));
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

// The blocking client.

#[test]
fn the_blocking_client_decides_by_the_same_statuses() {
    for status in 100..1000 {
        let response = http::Response::builder().status(status).body(REFUSAL).unwrap();
        match reqwest::blocking::Response::from(response).apig_error_for_status() {
            Ok(response) => {
                assert!(!(400..600).contains(&status), "{status}");
                assert_eq!(response.text().unwrap(), REFUSAL);
            }
            Err(error) => {
                assert!((400..600).contains(&status), "{status}");
                assert_eq!((error.status(), error.code()), (status, Some(Code::APIG_0308)));
            }
        }
    }
}

// The verdict of reqwest's own errors.

#[track_caller]
fn assert_verdict(error: &reqwest::Error, retry: Retry, delivery: Delivery) {
    assert_eq!(error.verdict(), Verdict::new(retry, delivery), "{error:?}");
    assert_eq!(error.verdict().basis, Basis::Declared);
    assert_eq!((error.wait_hint(), error.actor(), error.apig_code()), (None, None, None));
}

async fn failure(client: ClientBuilder, url: &str) -> reqwest::Error {
    client.build().unwrap().post(url).send().await.unwrap_err()
}

#[tokio::test]
async fn a_refused_connection_delivered_nothing() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = failure(client(), &url(address)).await;
    assert_verdict(&error, Retry::Backoff, Delivery::NotDelivered);
}

/// Never knows where a host is.
struct NoAnswer;

impl Resolve for NoAnswer {
    fn resolve(&self, _: Name) -> Resolving {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_connection_not_made_in_time_delivered_nothing() {
    let client = client().dns_resolver(Arc::new(NoAnswer)).connect_timeout(SHORT);
    let error = failure(client, "http://gateway.example/").await;
    assert!(error.is_connect() && error.is_timeout(), "the rule is about both at once");
    assert_verdict(&error, Retry::Backoff, Delivery::NotDelivered);
}

#[tokio::test]
async fn a_response_not_given_in_time_may_have_been_delivered() {
    let url = serve(stall);
    for client in [client().timeout(SHORT), client().read_timeout(SHORT)] {
        let error = failure(client, &url).await;
        assert!(error.is_timeout());
        assert_verdict(&error, Retry::Backoff, Delivery::MaybeDelivered);
    }
}

#[tokio::test]
async fn a_connection_closed_without_a_response_may_have_delivered() {
    let error = failure(client(), &serve(|stream| stream.shutdown(Shutdown::Both))).await;
    assert!(error.is_request() && !error.is_connect());
    assert_verdict(&error, Retry::Backoff, Delivery::MaybeDelivered);
}

#[tokio::test]
async fn a_response_that_breaks_off_may_be_asked_for_again() {
    let url = serve_text(response(200, 1000, "order"));
    // A time-out, though it does not pass, makes reqwest wrap the cause once more.
    for client in [client(), client().timeout(FOREVER)] {
        let client = client.build().unwrap();
        let error = client.get(&url).send().await.unwrap().text().await.unwrap_err();
        assert!(error.is_decode(), "what reqwest says of a body that breaks off");
        assert_verdict(&error, Retry::Backoff, Delivery::MaybeDelivered);
        let error = client.get(&url).send().await.unwrap().json::<u32>().await.unwrap_err();
        assert_verdict(&error, Retry::Backoff, Delivery::MaybeDelivered);
    }
}

#[tokio::test]
async fn a_response_that_is_damaged_may_be_asked_for_again() {
    let gzip = "HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\norder";
    let error = get(&serve_text(gzip.into())).await.text().await.unwrap_err();
    assert!(error.is_decode());
    assert_verdict(&error, Retry::Backoff, Delivery::MaybeDelivered);
}

#[tokio::test]
async fn a_response_that_stalls_may_be_asked_for_again() {
    let url = serve(|stream| {
        stream.write_all(response(200, 1000, "order").as_bytes())?;
        stall(stream)
    });
    let response = client().timeout(SHORT).build().unwrap().get(&url).send().await.unwrap();
    let error = response.text().await.unwrap_err();
    assert_verdict(&error, Retry::Backoff, Delivery::MaybeDelivered);
}

#[tokio::test]
async fn a_response_of_another_form_stays_what_it_is() {
    let url = serve_text(response(200, 5, "order"));
    let error = get(&url).await.json::<u32>().await.unwrap_err();
    assert!(error.is_decode());
    assert_verdict(&error, Retry::Never, Delivery::MaybeDelivered);
    // Cut where the server ends it, and of the right form with a value that is wrong.
    for body in ["{\"id\":", "\"7\"", "", "-1"] {
        let url = serve_text(response(200, body.len(), body));
        let error = get(&url).await.json::<u32>().await.unwrap_err();
        assert_verdict(&error, Retry::Never, Delivery::MaybeDelivered);
    }
}

#[tokio::test]
async fn the_rest_is_never() {
    let error = failure(client(), "no url").await;
    assert!(error.is_builder());
    assert_verdict(&error, Retry::Never, Delivery::MaybeDelivered);

    // Each connection takes one request.
    let round =
        "HTTP/1.1 307 X\r\nLocation: /orders\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    let error = failure(client().redirect(Policy::limited(2)), &serve_text(round.into())).await;
    assert!(error.is_redirect());
    assert_verdict(&error, Retry::Never, Delivery::MaybeDelivered);

    let response = http::Response::builder().status(503).body("").unwrap();
    let error = Response::from(response).error_for_status().unwrap_err();
    assert!(error.is_status());
    assert_verdict(&error, Retry::Never, Delivery::MaybeDelivered);
}

#[test]
fn the_blocking_clients_errors_have_the_same_verdicts() {
    let client = reqwest::blocking::Client::builder().no_proxy().timeout(SHORT).build().unwrap();
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let refused = client.post(url(address)).send().unwrap_err();
    assert_verdict(&refused, Retry::Backoff, Delivery::NotDelivered);

    let late = client.post(serve(stall)).send().unwrap_err();
    assert_verdict(&late, Retry::Backoff, Delivery::MaybeDelivered);

    let broken = client.get(serve_text(response(200, 1000, "order"))).send().unwrap().text();
    assert_verdict(&broken.unwrap_err(), Retry::Backoff, Delivery::MaybeDelivered);
}

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error(transparent)]
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[error(transparent)]
    #[apig(fallback)]
    Gateway(ApigError),
}

#[tokio::test]
async fn a_transparent_variant_takes_the_verdict_over() {
    async fn order(url: &str) -> Result<String, OrderError> {
        let response = client().build()?.get(url).send().await?;
        Ok(response.apig_error_for_status().await?.text().await?)
    }

    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = order(&url(address)).await.unwrap_err();
    assert!(matches!(error, OrderError::Http(_)));
    assert_eq!(error.verdict(), Verdict::new(Retry::Backoff, Delivery::NotDelivered));

    let error = order(&serve_text(response(429, REFUSAL.len(), REFUSAL))).await.unwrap_err();
    assert!(matches!(error, OrderError::Gateway(_)));
    assert_eq!(error.verdict(), Code::APIG_0308.verdict(429));

    assert_eq!(order(&serve_text(response(200, 7, "order 7"))).await.unwrap(), "order 7");
}
