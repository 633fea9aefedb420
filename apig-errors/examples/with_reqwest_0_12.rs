//! reqwest 0.12, which many programs still have: two functions take the place of the feature
//! `reqwest-0-13`. For that version itself see `with_reqwest`.

mod support;

use std::error::Error;

use apig_errors::{
    ApigError, ApigRetryable, Code, Delivery, Idempotency, Retry, RetryPolicy, StopReason, Verdict,
    now,
};
use reqwest_0_12 as reqwest;
use tokio::time::sleep;

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("no response")]
    #[apig(local, verdict = of_reqwest)]
    Http(#[from] reqwest::Error),
    #[error("gateway")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

/// As the feature has it for 0.13.
fn of_reqwest(error: &reqwest::Error) -> Verdict {
    if error.is_connect() {
        Verdict::new(Retry::Backoff, Delivery::NotDelivered)
    } else if error.is_timeout() || error.is_request() || error.is_body() || error.is_decode() {
        Verdict::new(Retry::Backoff, Delivery::MaybeDelivered)
    } else {
        Verdict::new(Retry::Never, Delivery::MaybeDelivered)
    }
}

/// In place of `error_for_status`, which drops the body, and with it the code.
async fn apig_error_for_status(
    mut response: reqwest::Response,
) -> Result<reqwest::Response, ApigError> {
    const LIMIT: usize = 64 * 1024;
    if response.error_for_status_ref().is_ok() {
        return Ok(response);
    }
    let mut body = Vec::new();
    // Of a body that breaks off, what had arrived counts.
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() >= LIMIT {
            break;
        }
    }
    Err(ApigError::from_http(response.status(), response.headers(), &body))
}

async fn place_order(client: &reqwest::Client, url: &str) -> Result<String, OrderError> {
    let response = client.post(url).send().await?;
    Ok(apig_error_for_status(response).await?.text().await?)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    // Waits for 90 s at most.
    let call = || RetryPolicy::new().call(Idempotency::NotIdempotent);

    let gateway = support::Gateway::start(&[(Code::APIG_0308, 429)]).await?;
    let order = call().run(now, sleep, || place_order(&client, &gateway.url)).await?;
    println!("POST: {order}, after {} requests", gateway.requests());
    assert_eq!((order.as_str(), gateway.requests()), ("order 7", 2));

    let gateway = support::Gateway::start(&[(Code::APIG_0203, 504)]).await?;
    let gave_up = call().run(now, sleep, || place_order(&client, &gateway.url)).await.unwrap_err();
    println!("POST: {gave_up}");
    assert_eq!((gave_up.reason, gateway.requests()), (StopReason::MaybeDelivered, 1));
    Ok(())
}
