use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(fallback = true)]
    Other(ApigError),
}

fn main() {}
