use apig_errors::{ApigError, ApigRetryable};

type Answer = ApigError;

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum Error {
    #[error("too many calls")]
    #[apig(code = "APIG.0308")]
    Busy,
    #[error("gateway")]
    #[apig(fallback)]
    Other(#[from] Answer),
}

fn main() {}
