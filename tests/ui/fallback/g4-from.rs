use apig_errors::{ApigError, ApigRetryable};

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum InTheFallback {
    #[error("gateway")]
    #[apig(fallback)]
    Other(#[from] ApigError),
}

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum InAClaim {
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
