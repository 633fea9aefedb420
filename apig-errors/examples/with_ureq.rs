//! ureq 3, without a runtime: an agent that keeps the bodies of errors, and one expression that sends, waits
//! and retries what may be retried.

mod support;

use std::{error::Error, thread};

use apig_errors::{
    ApigError, ApigRetryable, Code, Gate, Idempotency, RetryPolicy, now,
    ureq_3::{self, ApigResponseExt},
};

static GATE: Gate = Gate::new();

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("the order is too large")]
    #[apig(code = "APIG.0201", status = 413)]
    TooLarge,
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] ureq::Error),
    #[error("gateway")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

fn place_order(agent: &ureq::Agent, url: &str) -> Result<String, OrderError> {
    let response = agent.post(url).send_empty()?.apig_error_for_status()?;
    Ok(response.into_body().read_to_string()?)
}

fn main() -> Result<(), Box<dyn Error>> {
    // For the gateway alone: this program has none.
    let runtime = tokio::runtime::Runtime::new()?;
    let refusals = &[(Code::APIG_0308, 429), (Code::APIG_0613, 503)];
    let gateway = runtime.block_on(support::Gateway::start(refusals))?;

    // With `ureq::Agent::new_with_defaults()` a 429 were an `ureq::Error::StatusCode` without a code.
    let agent = ureq_3::agent();
    // Waits for 90 s at most.
    let order = RetryPolicy::new()
        .call(Idempotency::NotIdempotent)
        .gate(&GATE)
        .on_step(|attempt, error: &OrderError, step| println!("{attempt}: {error}, {step:?}"))
        .run_blocking(now, thread::sleep, || place_order(&agent, &gateway.url))?;
    println!("{order}, after {} requests", gateway.requests());
    assert_eq!((order.as_str(), gateway.requests()), ("order 7", 3));
    Ok(())
}
