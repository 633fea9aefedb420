use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
pub enum Error<T: Clone> {
    #[apig(code = "APIG.0380")]
    Throttled,
    #[apig(code = "APIG.0203")]
    Timeout(T),
    #[apig(code = "APIG.0301")]
    Expired(#[apig(message)] String),
    #[apig(fallback)]
    Other(ApigError),
}
