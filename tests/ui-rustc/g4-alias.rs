use apig_errors::{ApigError, ApigRetryable};

type Response = ApigError;

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum Error {
    #[error("too many calls")]
    #[apig(code = "APIG.0308")]
    Busy,
    #[error("gateway")]
    #[apig(fallback)]
    Other(#[from] Response),
}

fn main() {}
