//! reqwest-middleware (0.5, the first that takes reqwest 0.13) and reqwest-retry (0.9).
//!
//! A strategy of reqwest-retry sees neither request nor body. So an inner middleware, which has the
//! method in hand, reads the response, decides, and leaves the result in the response's extensions.
//! 35 lines; a strategy that knew the codes would need about 110 (a table of 70, a body's struct and
//! parsing 25, idempotency 15). The waits stay reqwest-retry's, which cannot be told the throttling
//! window: where that matters, take the loop of `with_reqwest.rs`.

mod support;

use std::{error::Error, pin::Pin, time::Duration};

use apig_errors::{ApigError, ApigRetryable, Code, Idempotency, reqwest_0_13::ApigResponseExt};
use reqwest::{Client, Request, Response};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Next, Result};
use reqwest_retry::{
    RetryTransientMiddleware, Retryable, RetryableStrategy, policies::ExponentialBackoff,
};
use support::Gateway;

/// What the gateway said, and whether this request may be retried.
#[derive(Clone)]
struct Refused(ApigError, bool);

type Handled<'a> = Pin<Box<dyn Future<Output = Result<Response>> + Send + 'a>>;

fn read_refusal<'a>(
    request: Request,
    extensions: &'a mut http::Extensions,
    next: Next<'a>,
) -> Handled<'a> {
    Box::pin(async {
        let idempotency = Idempotency::from(request.method());
        let response = next.run(request, extensions).await?;
        Ok(response.apig_error_for_status().await.unwrap_or_else(|error| {
            let mut response = error.to_response();
            let again = error.verdict().permits(idempotency);
            response.extensions_mut().insert(Refused(error, again));
            response.into()
        }))
    })
}

struct AsDecided;

impl RetryableStrategy for AsDecided {
    fn handle(&self, result: &Result<Response>) -> Option<Retryable> {
        let again = match result {
            Ok(response) => response.extensions().get::<Refused>()?.1,
            // Of these it is not known what was sent: again only what was not delivered.
            Err(reqwest_middleware::Error::Reqwest(error)) => {
                error.verdict().permits(Idempotency::NotIdempotent)
            }
            Err(reqwest_middleware::Error::Middleware(_)) => false,
        };
        Some(if again { Retryable::Transient } else { Retryable::Fatal })
    }
}

fn client() -> reqwest::Result<ClientWithMiddleware> {
    let waits = ExponentialBackoff::builder()
        .retry_bounds(Duration::from_millis(10), Duration::from_secs(1))
        .build_with_max_retries(3);
    let retry = RetryTransientMiddleware::new_with_policy_and_strategy(waits, AsDecided);
    let client = Client::builder().no_proxy().build()?;
    Ok(ClientBuilder::new(client).with(retry).with(read_refusal).build())
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn Error>> {
    // One 503 that was not delivered, then a 504 that may have been.
    let gateway = Gateway::start(&[(Code::APIG_0613, 503), (Code::APIG_0203, 504)]).await?;
    let response = client()?.post(&gateway.url).send().await?;
    let refused = response.extensions().get::<Refused>().map(|refused| refused.0.code());
    println!("POST: {}, after {} requests", response.status(), gateway.requests());
    assert_eq!((refused, gateway.requests()), (Some(Some(Code::APIG_0203)), 2));
    let served = client()?.get(&gateway.url).send().await?;
    let order = served.text().await?;
    println!("GET: {order}");
    assert_eq!(order, "order 7");
    Ok(())
}
