use apig_errors::{ApigError, ApigRetryable};

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum Error {
    #[error(transparent)]
    #[apig(fallback)]
    Other(#[from] ApigError),
}

fn main() {}
