//! reqwest with all that calls share: any method, one line at a threshold, a token that is renewed once.
//!
//! One expression serves all calls of a program. It replaces about 130 lines: a struct for the
//! body and its variants (15), a table of codes (70, one a pair), the window out of the message and
//! `Retry-After` in both of its forms (25), back-off with jitter and a bound on the waits (20); and the
//! line of the process and the renewal for all, which nobody writes.

mod support;

use std::{
    error::Error,
    future::{Ready, ready},
};

use apig_errors::{
    ApigError, ApigRetryable, Code, Credential, Gate, GaveUp, Idempotency, RetryPolicy, StopReason,
    Throttle, now, reqwest_0_13::ApigResponseExt,
};
use reqwest::{Client, Method};
use support::Gateway;
use tokio::time::sleep;

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[error("gateway: {0}")]
    #[apig(fallback)]
    Gateway(ApigError),
}

/// One for the program, in a field or a `static`.
struct Session {
    client: Client,
    gate: Gate,
    token: Credential<String>,
}

impl Session {
    /// Waits for 90 s at most.
    async fn call(&self, method: Method, url: &str) -> Result<String, GaveUp<OrderError>> {
        RetryPolicy::new()
            .call(Idempotency::from(&method))
            .gate(&self.gate)
            .credential(&self.token, log_in)
            .run(now, sleep, |token| self.send(method.clone(), url, token))
            .await
    }

    async fn send(&self, method: Method, url: &str, token: String) -> Result<String, OrderError> {
        let request = self.client.request(method, url).header("X-Auth-Token", token);
        // Without the URL: the errors of reqwest show it with its query, where secrets may be.
        let response = request.send().await.map_err(reqwest::Error::without_url)?;
        // What the headers of a success say of the threshold, for the day when it is reached.
        if let Some(threshold) = Throttle::from_headers(response.headers()) {
            self.gate.hint(&threshold);
        }
        let response = response.apig_error_for_status().await?;
        Ok(response.text().await.map_err(reqwest::Error::without_url)?)
    }
}

/// Stands for the request of a new token.
fn log_in() -> Ready<Result<String, OrderError>> {
    ready(Ok("token".to_owned()))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().no_proxy().build()?;
    let token = Credential::with_value("expired".to_owned());
    let session = Session { client, gate: Gate::new(), token };

    // Never delivered, three times over, so even a POST is retried.
    let refusals = &[(Code::APIG_0308, 429), (Code::APIG_0307, 401), (Code::APIG_0613, 503)];
    let gateway = Gateway::start(refusals).await?;
    let order = session.call(Method::POST, &gateway.url).await?;
    println!("POST: {order}, after {} requests, with a new token", gateway.requests());
    assert_eq!((order.as_str(), gateway.requests()), ("order 7", 4));
    assert_eq!(session.token.current().map(|token| token.value).as_deref(), Some("token"));

    // The backend may have acted: a POST is not retried, a GET is.
    let gateway = Gateway::start(&[(Code::APIG_0203, 504), (Code::APIG_0203, 504)]).await?;
    let given_up = session.call(Method::POST, &gateway.url).await.unwrap_err();
    println!("POST: {given_up}, after {} request", gateway.requests());
    assert_eq!((given_up.reason, gateway.requests()), (StopReason::MaybeDelivered, 1));
    let order = session.call(Method::GET, &gateway.url).await?;
    println!("GET: {order}, after {} more", gateway.requests() - 1);
    assert_eq!(gateway.requests(), 3);
    Ok(())
}
