//! What a `transparent` variant may hold.

use std::sync::Arc;

use apig_errors::{ApigError, ApigRetryable, Code, Retry};

#[derive(ApigRetryable)]
enum Inner {
    #[apig(code = "APIG.0308")]
    Throttled,
}

static THROTTLED: Inner = Inner::Throttled;

#[derive(ApigRetryable)]
enum Error<T> {
    #[apig(transparent)]
    Boxed(Box<Inner>),
    #[apig(transparent)]
    Shared(Arc<Inner>),
    #[apig(transparent)]
    Static(&'static Inner),
    #[apig(transparent)]
    Dynamic(Box<dyn ApigRetryable>),
    #[apig(transparent)]
    DynamicSend { inner: Box<dyn ApigRetryable + Send + Sync> },
    #[apig(transparent)]
    Generic(T),
}

fn main() {
    let all: [Error<ApigError>; 6] = [
        Error::Boxed(Box::new(Inner::Throttled)),
        Error::Shared(Arc::new(Inner::Throttled)),
        Error::Static(&THROTTLED),
        Error::Dynamic(Box::new(Inner::Throttled)),
        Error::DynamicSend { inner: Box::new(Inner::Throttled) },
        Error::Generic(ApigError::new(429, Code::APIG_0308)),
    ];
    for error in all {
        assert_eq!(error.verdict().retry, Retry::Throttled);
        assert_eq!(error.apig_code(), Some(Code::APIG_0308));
    }
}
