use std::time::Duration;

use apig_errors::{ApigError, ApigRetryable, Code, Throttle};

#[derive(Debug)]
#[derive(ApigRetryable)]
pub enum Error {
    #[apig(code = "APIG.0308")]
    Throttled {
        #[apig(code)]
        code: Option<Code>,
        #[apig(status)]
        status: u16,
        #[apig(message)]
        message: String,
        #[apig(request_id)]
        request_id: Option<String>,
        #[apig(wait)]
        wait: Option<Duration>,
        #[apig(throttle)]
        throttle: Option<Throttle>,
        #[apig(default)]
        attempts: u32,
    },
    #[apig(unlisted = "DNS.0021", retry = Backoff)]
    Dns(#[apig(message)] String, #[apig(status)] u16),
    #[apig(fallback)]
    Other(ApigError),
}
