//! backon: `when` asks the verdict, `adjust` lengthens the wait to the throttling window, and each attempt stands in
//! the line of the process's gate.
//!
//! `adjust` is handed `None` when the back-off is exhausted, and must hand it on: what backon's own
//! documentation shows, `Some(retry_after)` whatever comes in, retries for ever. 12 lines of policy,
//! in place of about 200: which codes to repeat (70), the window out of message and header (30), a line
//! and a budget (100).

mod support;

use std::{error::Error, time::Duration};

use apig_errors::{
    ApigError, ApigRetryable, Code, Gate, GaveUp, Idempotency, Retry, RetryPolicy, now,
    reqwest_0_13::ApigResponseExt,
};
use backon::{ExponentialBuilder, Retryable};
use reqwest::{Client, Method};
use support::Gateway;
use tokio::time::sleep;

static GATE: Gate = Gate::new();

/// Of each of two waits for a retry, and of each of three in the line: 100 s in all.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[error("gateway")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

async fn call(client: &Client, method: Method, url: &str) -> Result<String, GaveUp<OrderError>> {
    let idempotency = Idempotency::from(&method);
    let once = || async {
        let response = client.request(method.clone(), url).send().await?;
        Ok(response.apig_error_for_status().await?.text().await?)
    };
    // An attempt waits for its turn, and tells the gate what came of it; backon repeats it.
    let attempt = RetryPolicy::new().with_max_attempts(1).with_max_total_wait(LONGEST_WAIT);
    let back_off = ExponentialBuilder::default()
        .with_jitter()
        .with_min_delay(Duration::from_millis(50))
        .with_max_times(2);
    (|| attempt.call(idempotency).gate(&GATE).run(now, sleep, once))
        .retry(back_off)
        .when(|gave_up: &GaveUp<OrderError>| {
            let verdict = gave_up.verdict();
            // Not one that the line was too long for.
            gave_up.error.is_some()
                && verdict.permits(idempotency)
                && match verdict.retry {
                    Retry::Backoff => GATE.budget().withdraw(now()),
                    Retry::Throttled => true,
                    // A new credential is not got by waiting.
                    Retry::Reauthenticate | Retry::Never => false,
                }
        })
        .adjust(|gave_up, back_off| {
            // At least the window, unless that is the whole day's.
            let wait = back_off?.max(gave_up.wait_hint().unwrap_or_default());
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
    let code = exhausted.apig_code();
    println!("GET: {code:?}, after {} requests", gateway.requests());
    assert_eq!(gateway.requests(), 3);

    // May have been delivered: the POST is not retried.
    let gateway = Gateway::start(&[(Code::APIG_0203, 504)]).await?;
    let late = call(&client, Method::POST, &gateway.url).await.unwrap_err();
    let code = late.apig_code();
    println!("POST: {code:?}, after {} request", gateway.requests());
    assert_eq!(gateway.requests(), 1);
    Ok(())
}
