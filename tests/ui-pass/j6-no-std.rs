//! With the prelude of `core` alone, and no name of `std` or `alloc` in scope.

#![no_std]

use apig_errors::{ApigError, ApigRetryable, Code, Retry};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled {
        #[apig(wait)]
        wait: Option<core::time::Duration>,
    },
    #[apig(code = "APIG.0203")]
    Timeout(#[apig(error)] ApigError),
    #[apig(unlisted = "DNS.0021", retry = Backoff)]
    Dns,
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {
    let error = Error::from(ApigError::new(429, Code::APIG_0308));
    assert_eq!(error.verdict().retry, Retry::Throttled);
    assert!(matches!(error, Error::Throttled { .. }));
    let _ = Error::Dns;
}
