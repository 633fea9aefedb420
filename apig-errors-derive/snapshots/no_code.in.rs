use apig_errors::{ApigError, ApigRetryable};

#[derive(Debug)]
#[derive(ApigRetryable)]
pub enum Error {
    #[apig(no_code, status(502, 504))]
    #[apig(code = "APIG.0201", status(502, 504))]
    Down,
    #[apig(no_code, status = 500, retry = Backoff, reason = "our proxy restarts at night")]
    #[apig(no_code, status = 429)]
    Proxy(#[apig(error)] ApigError),
    #[apig(fallback)]
    Other(ApigError),
}
