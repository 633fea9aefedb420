//! reqwest with the policy by hand: any method, the throttling window, a token that is renewed once.
//!
//! One loop of 15 lines serves all calls of a program. It replaces about 130: a struct for the
//! body and its variants (15), a table of codes (70, one a pair), the window out of the message and
//! `Retry-After` in both of its forms (25), back-off with jitter and a bound on the waits (20).

mod support;

use std::error::Error;

use apig_errors::{
    ApigError, ApigRetryable, Code, Idempotency, RetryPolicy, Step, StopReason,
    reqwest_0_13::ApigResponseExt,
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

struct Session {
    client: Client,
    token: String,
}

impl Session {
    async fn call(
        &mut self,
        method: Method,
        url: &str,
    ) -> Result<String, (StopReason, OrderError)> {
        let mut state = RetryPolicy::new().start(Idempotency::from(&method));
        loop {
            let error = match self.send(method.clone(), url).await {
                Ok(body) => return Ok(body),
                Err(error) => error,
            };
            match state.on_error(&error) {
                Step::Wait(delay) => sleep(delay).await,
                Step::Reauthenticate => self.token = log_in(&self.token),
                Step::Stop(why) => return Err((why, error)),
            }
        }
    }

    async fn send(&self, method: Method, url: &str) -> Result<String, OrderError> {
        let request = self.client.request(method, url).header("X-Auth-Token", &self.token);
        // Without the URL: the errors of reqwest show it with its query, where secrets may be.
        let response = request.send().await.map_err(reqwest::Error::without_url)?;
        let response = response.apig_error_for_status().await?;
        Ok(response.text().await.map_err(reqwest::Error::without_url)?)
    }
}

/// Stands for the request of a new token.
fn log_in(refused: &str) -> String {
    format!("{refused}+")
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().no_proxy().build()?;
    let mut session = Session { client, token: "token".to_owned() };

    // Never delivered, three times over, so even a POST is retried.
    let refusals = &[(Code::APIG_0308, 429), (Code::APIG_0307, 401), (Code::APIG_0613, 503)];
    let gateway = Gateway::start(refusals).await?;
    let order = session.call(Method::POST, &gateway.url).await.map_err(|(_, error)| error)?;
    println!("POST: {order}, after {} requests, with {}", gateway.requests(), session.token);
    assert_eq!((order.as_str(), gateway.requests()), ("order 7", 4));
    assert_eq!(session.token, "token+");

    // The backend may have acted: a POST is not retried, a GET is.
    let gateway = Gateway::start(&[(Code::APIG_0203, 504), (Code::APIG_0203, 504)]).await?;
    let given_up = session.call(Method::POST, &gateway.url).await.unwrap_err();
    println!("POST: {}, {}, after {} request", given_up.1, given_up.0, gateway.requests());
    assert_eq!((given_up.0, gateway.requests()), (StopReason::MaybeDelivered, 1));
    let order = session.call(Method::GET, &gateway.url).await.map_err(|(_, error)| error)?;
    println!("GET: {order}, after {} more", gateway.requests() - 1);
    assert_eq!(gateway.requests(), 3);
    Ok(())
}
