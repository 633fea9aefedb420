use apig_errors::{ApigError, ApigRetryable};

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum Error {
    #[error("timeout")]
    #[apig(code = "APIG.0203")]
    Timeout(
        #[apig(error)]
        #[from]
        ApigError,
    ),
    #[error("gateway")]
    #[apig(fallback)]
    Other(#[source] ApigError),
}

fn main() {}
