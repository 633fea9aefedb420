use std::time::Duration;

use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", wait)]
    Throttled(Option<Duration>),
}

fn main() {}
