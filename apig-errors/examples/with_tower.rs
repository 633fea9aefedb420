//! tower: a stack whose calls share one gate and one token.
//!
//! The layer retries by verdict and keeps its calls in the gate's line; what is below it sends with the token of the
//! process, which one call renews for all. 25 lines for about 260: a table of codes (70), bodies and windows (30),
//! back-off (20), a line and a budget (100), one renewal for all (40).

mod support;

use std::{
    error::Error,
    sync::atomic::{AtomicU32, Ordering},
    time::Instant,
};

use apig_errors::{
    ApigError, ApigRetryable, Code, Credential, Gate, Idempotency, Retry, RetryPolicy, StopReason,
    now, reqwest_0_13::ApigResponseExt, tower_0_5::RetryLayer,
};
use reqwest::{Client, Method, Request, header::AUTHORIZATION};
use support::Gateway;
use tokio::time::sleep;
use tower::{Service, ServiceBuilder};

/// One for each thing that the gateway counts.
static GATE: Gate = Gate::new();
static TOKEN: Credential<String> = Credential::new();

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[error("no token: the log-in has failed a short time ago")]
    #[apig(local, retry = Backoff, delivery = NotDelivered)]
    NoToken,
    #[error("gateway")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

static LOG_INS: AtomicU32 = AtomicU32::new(0);

/// Stands for the identity service.
async fn log_in() -> Result<String, OrderError> {
    Ok(format!("token {}", LOG_INS.fetch_add(1, Ordering::Relaxed)))
}

async fn send(client: &Client, mut request: Request) -> Result<String, OrderError> {
    let token = TOKEN.get(now, log_in).await;
    let token = token.map_err(|failed| failed.error.unwrap_or(OrderError::NoToken))?;
    let header = token.value.parse().map_err(|_| OrderError::NoToken)?;
    request.headers_mut().insert(AUTHORIZATION, header);

    let response = client.execute(request).await?.apig_error_for_status().await;
    match &response {
        Ok(_) => TOKEN.accept(&token),
        Err(error) if error.verdict().retry == Retry::Reauthenticate => TOKEN.refuse(&token, now()),
        Err(_) => {}
    }
    Ok(response?.text().await?)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // Waits for 90 s at most.
    let by_method = |request: &Request| Idempotency::from(request.method());
    let retry = RetryLayer::with_clone(RetryPolicy::new(), sleep, by_method, Request::try_clone)
        .gate(&GATE)
        // With the token that is the current one then.
        .reauthenticate(true);
    let client = Client::builder().no_proxy().build()?;
    let mut orders = ServiceBuilder::new().layer(retry).service_fn(move |request| {
        let client = client.clone();
        async move { send(&client, request).await }
    });
    let order = |gateway: &Gateway| gateway.url.parse().map(|url| Request::new(Method::POST, url));

    // The threshold of the gateway has been reached: five a second.
    let gateway = Gateway::start(&[(Code::APIG_0308, 429)]).await?;
    let started = Instant::now();
    let served = orders.call(order(&gateway)?).await?;
    let quota = GATE.quota();
    println!("throttled: {served}, after {} requests; the line: {quota:?}", gateway.requests());
    assert_eq!(gateway.requests(), 2);
    assert!(quota.is_some() && started.elapsed().as_millis() >= 200);

    let gateway = Gateway::start(&[(Code::APIG_0307, 401)]).await?;
    let served = orders.call(order(&gateway)?).await?;
    let log_ins = LOG_INS.load(Ordering::Relaxed);
    println!("expired: {served}, after {} requests, {log_ins} log-ins", gateway.requests());
    assert_eq!((gateway.requests(), log_ins), (2, 2));

    // It may have been done all the same.
    let gateway = Gateway::start(&[(Code::APIG_0203, 504)]).await?;
    let gave_up = orders.call(order(&gateway)?).await.unwrap_err();
    println!("timed out: {gave_up}");
    assert_eq!((gateway.requests(), gave_up.reason), (1, StopReason::MaybeDelivered));
    Ok(())
}
