use apig_errors::{ApigError, ApigRetryable};

#[derive(Debug)]
#[derive(ApigRetryable)]
pub enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(code("APIG.0301", APIG_0307))]
    Expired,
    #[apig(fallback)]
    Other(ApigError),
}
