//! hyper 1, as any client that gives responses of the `http` crate: the body is collected first, with a
//! limit, then the response is one line. Its errors get their verdict from a function.

mod support;

use std::error::Error;

use apig_errors::{
    ApigError, ApigRetryable, Code, Delivery, Idempotency, Retry, RetryPolicy, StopReason, Verdict,
    http_1::ApigResponseExt, now,
};
use http::{Method, Request, Response};
use http_body_util::{BodyExt, Empty};
use hyper_util::{
    client::legacy::{self, connect::HttpConnector},
    rt::TokioExecutor,
};
use tokio::time::sleep;

type Client = legacy::Client<HttpConnector, Empty<&'static [u8]>>;

/// The most that is read of a body, in bytes. Any that suits the API; errors have some hundred.
const LIMIT: usize = 1024 * 1024;

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("no response")]
    #[apig(local, verdict = of_client)]
    Client(#[from] legacy::Error),
    #[error("the response broke off")]
    #[apig(local, retry = Backoff)]
    Body(#[from] hyper::Error),
    #[error("the response is too long")]
    #[apig(local)]
    TooLong,
    #[error("gateway")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

/// Nothing was delivered where there was no connection; else it may have been.
fn of_client(error: &legacy::Error) -> Verdict {
    let delivery =
        if error.is_connect() { Delivery::NotDelivered } else { Delivery::MaybeDelivered };
    Verdict::new(Retry::Backoff, delivery)
}

async fn send(client: &Client, method: &Method, url: &str) -> Result<String, OrderError> {
    let request = Request::builder().method(method).uri(url).body(Empty::new());
    let response = client.request(request.expect("a sound URL")).await?;
    let (parts, mut body) = response.into_parts();
    let mut bytes = Vec::new();
    let mut broken = None;
    while let Some(frame) = body.frame().await {
        match frame {
            Ok(frame) => bytes.extend_from_slice(frame.data_ref().map_or(&[][..], |data| data)),
            Err(error) => {
                broken = Some(error.into());
                break;
            }
        }
        if bytes.len() > LIMIT {
            broken = Some(OrderError::TooLong);
            break;
        }
    }
    // Of an error, what had arrived counts.
    let response = Response::from_parts(parts, bytes).apig_error_for_status()?;
    broken.map_or_else(|| Ok(String::from_utf8_lossy(response.body()).into_owned()), Err)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = legacy::Client::builder(TokioExecutor::new()).build_http();
    // Waits for 90 s at most.
    let call = |method: &Method| RetryPolicy::new().call(Idempotency::from(method));

    let gateway = support::Gateway::start(&[(Code::APIG_0308, 429)]).await?;
    let order =
        call(&Method::POST).run(now, sleep, || send(&client, &Method::POST, &gateway.url)).await?;
    println!("POST: {order}, after {} requests", gateway.requests());
    assert_eq!((order.as_str(), gateway.requests()), ("order 7", 2));

    let gateway = support::Gateway::start(&[(Code::APIG_0203, 504)]).await?;
    let gave_up = call(&Method::POST)
        .run(now, sleep, || send(&client, &Method::POST, &gateway.url))
        .await
        .unwrap_err();
    println!("POST: {gave_up}");
    assert_eq!((gave_up.reason, gateway.requests()), (StopReason::MaybeDelivered, 1));
    Ok(())
}
