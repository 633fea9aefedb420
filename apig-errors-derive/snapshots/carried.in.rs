use apig_errors::{ApigError, ApigRetryable};

#[derive(Debug)]
#[derive(ApigRetryable)]
pub enum Error {
    #[apig(code = "APIG.0201", status = any)]
    #[apig(code = "APIG.0501", retry = Throttled, reason = "ours resets at midnight")]
    #[apig(unlisted = "DNS.0021", retry = Backoff)]
    Backend(#[apig(error)] ApigError),
    #[apig(code = "APIG.0308")]
    Throttled {
        #[apig(error)]
        source: Box<ApigError>,
    },
    #[apig(fallback)]
    Other { source: Box<ApigError> },
}
