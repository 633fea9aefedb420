//! The least that a program needs, in 40 lines: its errors, a function that sends, a loop that decides.
//!
//! Stands in for a struct for the body, a table of codes, the window out of the message and a back-off:
//! about 130 lines, counted in `with_reqwest.rs`.

mod support;
use apig_errors::reqwest_0_13::ApigResponseExt;
use apig_errors::{ApigError, ApigRetryable, Idempotency, RetryPolicy, Step};

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("too many calls")]
    #[apig(code = "APIG.0308")]
    TooFast(#[apig(wait)] Option<std::time::Duration>),
    #[error("log in again")]
    #[apig(code("APIG.0301", "APIG.0307", "APIG.1002"))]
    LoggedOut,
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[error("gateway: {0}")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

async fn place_order(client: &reqwest::Client, url: &str) -> Result<String, OrderError> {
    Ok(client.post(url).send().await?.apig_error_for_status().await?.text().await?)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let gateway = support::Gateway::start(&[(apig_errors::Code::APIG_0308, 429)]).await?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    let mut call = RetryPolicy::new().start(Idempotency::NotIdempotent);
    let mut order = place_order(&client, &gateway.url).await;
    while let Err(error) = &order {
        match call.on_error(error) {
            Step::Wait(delay) => tokio::time::sleep(delay).await,
            Step::Reauthenticate | Step::Stop(_) => break,
        }
        order = place_order(&client, &gateway.url).await;
    }
    assert_eq!((order.as_deref().ok(), gateway.requests()), (Some("order 7"), 2));
    println!("{}", order?);
    Ok(())
}
