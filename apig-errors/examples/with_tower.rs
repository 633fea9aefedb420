//! tower: a `retry::Policy` that decides by verdict and keeps to a budget.
//!
//! The budget bounds the retries of all calls together, so that a gateway in trouble gets no multiple
//! of its load. 25 lines for about 120: a table of codes (70), bodies and windows (30), back-off (20).

mod support;

use std::{error::Error, sync::Arc, time::Duration};

use apig_errors::{
    ApigError, ApigRetryable, Code, Idempotency, RetryPolicy, RetryState, Step,
    reqwest_0_13::ApigResponseExt,
};
use reqwest::{Client, Method, Request};
use support::Gateway;
use tokio::time::{Sleep, sleep};
use tower::retry::Policy;
use tower::retry::budget::{Budget, TpsBudget};
use tower::{Service, ServiceBuilder, ServiceExt};

#[derive(Debug, thiserror::Error, ApigRetryable)]
#[error(transparent)]
enum OrderError {
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[apig(fallback)]
    Gateway(ApigError),
}

/// Cloned for each call, which then has a state of its own; the budget is shared.
#[derive(Clone)]
struct ByVerdict {
    budget: Arc<TpsBudget>,
    call: Option<RetryState>,
}

impl<T> Policy<Request, T, OrderError> for ByVerdict {
    type Future = Sleep;

    fn retry(&mut self, sent: &mut Request, response: &mut Result<T, OrderError>) -> Option<Sleep> {
        let Err(error) = response else {
            self.budget.deposit();
            return None;
        };
        let start = || RetryPolicy::new().start(Idempotency::from(sent.method()));
        match self.call.get_or_insert_with(start).on_error(error) {
            Step::Wait(delay) if self.budget.withdraw() => Some(sleep(delay)),
            Step::Wait(_) | Step::Reauthenticate | Step::Stop(_) => None,
        }
    }

    fn clone_request(&mut self, request: &Request) -> Option<Request> {
        request.try_clone()
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().no_proxy().build()?;
    // A retry for each success; a real budget has a reserve (the second number).
    let budget = Arc::new(TpsBudget::new(Duration::from_secs(10), 0, 1.0));
    let mut orders =
        ServiceBuilder::new().retry(ByVerdict { budget, call: None }).service_fn(async |request| {
            let response = client.execute(request).await?.apig_error_for_status().await?;
            response.text().await.map_err(OrderError::from)
        });
    let order = |gateway: &Gateway| gateway.url.parse().map(|url| Request::new(Method::POST, url));

    // The budget is empty: the first refusal is not answered with more load.
    let gateway = Gateway::start(&[(Code::APIG_0613, 503)]).await?;
    let refused = orders.ready().await?.call(order(&gateway)?).await.is_err();
    println!("an empty budget: refused after {} request", gateway.requests());
    assert!(refused && gateway.requests() == 1);

    // A success pays for a retry.
    assert!(orders.ready().await?.call(order(&gateway)?).await.is_ok());
    let gateway = Gateway::start(&[(Code::APIG_0613, 503)]).await?;
    let served = orders.ready().await?.call(order(&gateway)?).await.is_ok();
    println!("after a success: served after {} requests", gateway.requests());
    assert!(served && gateway.requests() == 2);
    Ok(())
}
