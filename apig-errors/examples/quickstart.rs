//! The least that a program needs, in 25 lines: its errors, a function that sends, and one expression that
//! sends it, waits, and retries what may be retried.

mod support;
use apig_errors::{ApigError, ApigRetryable, RetryPolicy, now, reqwest_0_13::ApigResponseExt};

static GATE: apig_errors::Gate = apig_errors::Gate::new();

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("the order is too large")]
    #[apig(code = "APIG.0201", status = 413)]
    TooLarge,
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[error("gateway")]
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
    let call = RetryPolicy::new().call(apig_errors::Idempotency::NotIdempotent).gate(&GATE);
    let order = call.run(now, tokio::time::sleep, || place_order(&client, &gateway.url)).await?;
    assert_eq!((&*order, gateway.requests()), ("order 7", 2));
    println!("{order}, after {} requests: the first was throttled", gateway.requests());
    Ok(())
}
