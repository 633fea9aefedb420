use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(fallback, retry = Backoff)]
    Other(ApigError),
}

fn main() {}
