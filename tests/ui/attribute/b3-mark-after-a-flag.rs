use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(fallback?)]
    Other(ApigError),
}

fn main() {}
