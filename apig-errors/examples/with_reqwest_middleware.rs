//! reqwest-middleware (0.5, the first that takes reqwest 0.13): a client that retries beneath its interface.
//!
//! The middleware reads the body of an error, decides, and hands the last response on with its body. In place of
//! reqwest-retry, whose strategies see neither the request nor the body. 4 lines; a strategy that knew the codes would
//! need about 110 (a table of 70, a body's struct and parsing 25, idempotency 15), without a line for all calls.

mod support;

use std::error::Error;

use apig_errors::{
    ApigError, ApigRetryable, Code, Gate, GaveUp, RetryPolicy, StopReason,
    reqwest_0_13::ApigResponseExt, reqwest_middleware_0_5::RetryMiddleware,
};
use reqwest::Client;
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use support::Gateway;
use tokio::time::sleep;

static GATE: Gate = Gate::new();

/// What the program makes of a response, or of none: as with a plain reqwest.
#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] reqwest_middleware::Error),
    #[error("gateway")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

fn client() -> reqwest::Result<ClientWithMiddleware> {
    // Waits for 2 s at most.
    let retry = RetryMiddleware::new(RetryPolicy::interactive(), sleep).gate(&GATE);
    let client = Client::builder().no_proxy().build()?;
    Ok(ClientBuilder::new(client).with(retry).build())
}

async fn order(client: &ClientWithMiddleware, url: &str) -> Result<String, OrderError> {
    let response = client.post(url).send().await?.apig_error_for_status().await?;
    Ok(response.text().await.map_err(reqwest_middleware::Error::from)?)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = client()?;
    // Not delivered: even a POST is retried.
    let gateway = Gateway::start(&[(Code::APIG_0613, 503)]).await?;
    let served = order(&client, &gateway.url).await?;
    println!("POST: {served}, after {} requests", gateway.requests());
    assert_eq!((&*served, gateway.requests()), ("order 7", 2));

    // Then one that may have been delivered. The body is there to be read, and why it is not retried.
    let script = &[(Code::APIG_0613, 503), (Code::APIG_0203, 504)];
    let gateway = Gateway::start(script).await?;
    let response = client.post(&gateway.url).send().await?;
    let gave_up = response.extensions().get::<GaveUp<ApigError>>().map(|gave_up| gave_up.reason);
    assert_eq!((gave_up, gateway.requests()), (Some(StopReason::MaybeDelivered), 2));
    let refused = response.apig_error_for_status().await.unwrap_err();
    println!("POST: {refused}, after {} requests", gateway.requests());
    assert_eq!(refused.code(), Some(Code::APIG_0203));

    // A GET may be sent again after both.
    let gateway = Gateway::start(script).await?;
    let served = client.get(&gateway.url).send().await?.text().await?;
    println!("GET: {served}, after {} requests", gateway.requests());
    assert_eq!((&*served, gateway.requests()), ("order 7", 3));
    Ok(())
}
