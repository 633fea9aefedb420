//! An enum for each endpoint, over a common one: what an endpoint does not claim, the common enum converts.
//!
//! `anyhow` on top, as programs have it: an error that was erased gives its verdict after a downcast.

use std::sync::Arc;

use apig_errors::{ApigError, ApigRetryable, Code, Idempotency, Retry, RetryPolicy, StopReason};

/// What any endpoint may meet, written once.
#[derive(Debug, thiserror::Error, ApigRetryable)]
enum Common {
    #[error("the credential has expired")]
    #[apig(code("APIG.0301", "APIG.0307"))]
    Expired,
    #[error("too many calls")]
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(wait)] Option<std::time::Duration>),
    #[error("the gateway refused the call")]
    #[apig(fallback)]
    Other(#[source] Arc<ApigError>),
}

/// What the endpoint for orders may meet besides.
#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("sold out")]
    #[apig(unlisted = "SHOP.0042", retry = Never)]
    SoldOut,
    #[error("the order is too large")]
    #[apig(code = "APIG.0201", status = 413)]
    TooLarge,
    /// The `#[from]` is for helpers that all endpoints share.
    #[error(transparent)]
    #[apig(fallback)]
    Common(#[from] Common),
}

/// A helper that all endpoints share: its errors reach each of them by `?`.
fn credential(is_fresh: bool) -> Result<&'static str, Common> {
    if is_fresh { Ok("AK") } else { Err(Common::Expired) }
}

fn order(is_fresh: bool, response: Option<ApigError>) -> Result<(), OrderError> {
    credential(is_fresh)?;
    match response {
        Some(error) => Err(error)?,
        None => Ok(()),
    }
}

/// The program, which keeps no type of error.
fn run(response: ApigError) -> anyhow::Result<()> {
    Ok(order(true, Some(response))?)
}

fn retry_of(error: &anyhow::Error) -> Option<Retry> {
    error.downcast_ref::<OrderError>().map(|error| error.verdict().retry)
}

fn main() {
    let sold_out = ApigError::from_status(409).with_raw_code("SHOP.0042");
    let throttled =
        ApigError::new(429, Code::APIG_0308).with_message("over ratelimit,limit:5,time:1 minute");
    let timeout = ApigError::new(504, Code::APIG_0203);
    let expected = [
        (sold_out, "sold out", Retry::Never),
        (ApigError::new(413, Code::APIG_0201), "the order is too large", Retry::Never),
        (throttled, "too many calls", Retry::Throttled),
        (timeout.clone(), "the gateway refused the call", Retry::Backoff),
    ];
    for (response, text, retry) in expected {
        let error = run(response).expect_err("each of them fails");
        println!("{error}: {:?}", retry_of(&error));
        assert_eq!((error.to_string().as_str(), retry_of(&error)), (text, Some(retry)));
    }

    let expired = order(false, None).expect_err("the credential has expired");
    assert_eq!(expired.verdict().retry, Retry::Reauthenticate);
    assert!(order(true, None).is_ok());

    // A POST that the backend may have handled stays one that is not sent twice.
    let timeout = OrderError::from(timeout);
    let mut call = RetryPolicy::new().start(Idempotency::NotIdempotent);
    let step = call.on_error(&timeout);
    assert_eq!(step, apig_errors::Step::Stop(StopReason::MaybeDelivered));
}
