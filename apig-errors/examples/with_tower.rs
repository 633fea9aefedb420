//! tower: a `retry::Policy` that decides by verdict and keeps to a budget.
//!
//! The budget bounds the retries of all calls together, so that a gateway in trouble gets no multiple
//! of its load. 25 lines for about 120: a table of codes (70), bodies and windows (30), back-off (20).

mod support;

use std::error::Error;

use apig_errors::{
    ApigError, ApigRetryable, Code, Idempotency, RetryBudget, RetryPolicy, RetryState, Step, now,
    reqwest_0_13::ApigResponseExt,
};
use reqwest::{Client, Method, Request};
use support::Gateway;
use tokio::time::{Sleep, sleep};
use tower::{Service, ServiceBuilder, ServiceExt, retry::Policy};

/// Of all calls together. A real one has more than a single retry saved up: the default has ten, and a success
/// pays for 30 % of one.
static BUDGET: RetryBudget = RetryBudget::new().with_capacity(1).with_per_success(100);

#[derive(Debug, thiserror::Error, ApigRetryable)]
#[error(transparent)]
enum OrderError {
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[apig(fallback)]
    Gateway(ApigError),
}

/// Cloned for each call, which then has a state of its own. It waits for 90 s at most.
#[derive(Clone, Default)]
struct ByVerdict(Option<RetryState>);

impl<T> Policy<Request, T, OrderError> for ByVerdict {
    type Future = Sleep;

    fn retry(&mut self, sent: &mut Request, response: &mut Result<T, OrderError>) -> Option<Sleep> {
        let Err(error) = response else {
            BUDGET.deposit();
            return None;
        };
        let start = || RetryPolicy::new().start(Idempotency::from(sent.method()));
        match self.0.get_or_insert_with(start).on_error(error) {
            Step::Wait(delay) if BUDGET.withdraw(now()) => Some(sleep(delay)),
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
    let mut orders =
        ServiceBuilder::new().retry(ByVerdict::default()).service_fn(async |request| {
            let response = client.execute(request).await?.apig_error_for_status().await?;
            response.text().await.map_err(OrderError::from)
        });
    let order = |gateway: &Gateway| gateway.url.parse().map(|url| Request::new(Method::POST, url));

    // After one retry the budget is empty: a refusal is not followed by more load.
    let gateway = Gateway::start(&[(Code::APIG_0613, 503), (Code::APIG_0613, 503)]).await?;
    let refused = orders.ready().await?.call(order(&gateway)?).await.is_err();
    println!("an empty budget: refused after {} requests", gateway.requests());
    assert!(refused && gateway.requests() == 2);

    // A success pays for a retry.
    assert!(orders.ready().await?.call(order(&gateway)?).await.is_ok());
    let gateway = Gateway::start(&[(Code::APIG_0613, 503)]).await?;
    let served = orders.ready().await?.call(order(&gateway)?).await.is_ok();
    println!("after a success: served after {} requests", gateway.requests());
    assert!(served && gateway.requests() == 2);
    Ok(())
}
