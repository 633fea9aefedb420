use std::time::Duration;

use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(wait)] Option<Duration>),
}

fn main() {}
