use std::time::Duration;

use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(wait)] Option<Duration>),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
