use apig_errors::{ApigError, ApigRetryable};

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum Error {
    #[error("gateway")]
    #[apig(fallback)]
    Other(#[source] ApigError),
}

fn main() {}
