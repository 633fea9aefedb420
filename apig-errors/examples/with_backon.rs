//! backon: `when` asks the verdict, `adjust` lengthens the wait to the throttling window.
//!
//! `adjust` is handed `None` when the back-off is exhausted, and must hand it on: what backon's own
//! documentation shows, `Some(retry_after)` whatever comes in, retries for ever. 8 lines of policy,
//! in place of about 100: which codes to repeat (70) and the window out of message and header (30).

mod support;

use std::{error::Error, time::Duration};

use apig_errors::{
    ApigError, ApigRetryable, Code, Idempotency, Retry, reqwest_0_13::ApigResponseExt,
};
use backon::{ExponentialBuilder, Retryable};
use reqwest::{Client, Method};
use support::Gateway;

/// Of each of two waits: 40 s in all.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[error("gateway: {0}")]
    #[apig(fallback)]
    Gateway(ApigError),
}

async fn call(client: &Client, method: Method, url: &str) -> Result<String, OrderError> {
    let idempotency = Idempotency::from(&method);
    let send = || async {
        let response = client.request(method.clone(), url).send().await?;
        Ok(response.apig_error_for_status().await?.text().await?)
    };
    let back_off = ExponentialBuilder::default()
        .with_jitter()
        .with_min_delay(Duration::from_millis(50))
        .with_max_times(2);
    send.retry(back_off)
        .when(|error: &OrderError| {
            let verdict = error.verdict();
            // A new credential is not got by waiting.
            verdict.permits(idempotency) && verdict.retry != Retry::Reauthenticate
        })
        .adjust(|error, back_off| {
            // At least the window, unless that is the whole day's.
            let wait = back_off?.max(error.wait_hint().unwrap_or_default());
            (wait <= LONGEST_WAIT).then_some(wait)
        })
        .await
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().no_proxy().build()?;

    let gateway = Gateway::start(&[(Code::APIG_0308, 429), (Code::APIG_0613, 503)]).await?;
    let started = std::time::Instant::now();
    let order = call(&client, Method::POST, &gateway.url).await?;
    println!("POST: {order}, after {} requests in {:?}", gateway.requests(), started.elapsed());
    assert_eq!(order, "order 7");
    assert!(started.elapsed() >= Duration::from_secs(1), "the window is a second");

    // The back-off is exhausted after three requests.
    let gateway = Gateway::start(&[(Code::APIG_0613, 503); 9]).await?;
    let exhausted = call(&client, Method::GET, &gateway.url).await.unwrap_err();
    println!("GET: {exhausted}, after {} requests", gateway.requests());
    assert_eq!(gateway.requests(), 3);

    // May have been delivered: the POST is not retried.
    let gateway = Gateway::start(&[(Code::APIG_0203, 504)]).await?;
    let late = call(&client, Method::POST, &gateway.url).await.unwrap_err();
    println!("POST: {late}, after {} request", gateway.requests());
    assert_eq!(gateway.requests(), 1);
    Ok(())
}
