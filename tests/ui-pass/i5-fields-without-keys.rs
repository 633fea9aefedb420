//! Without a `fallback` nothing is converted, so fields need no keys.

use apig_errors::{ApigRetryable, Retry};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled(u8, String),
    #[apig(local)]
    Decode { position: usize },
}

/// No conversion, so nobody needs a `Default` of the type parameter.
#[derive(ApigRetryable)]
enum Generic<T> {
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(default)] T, #[apig(default)] [T; 1]),
}

fn main() {
    struct NoDefault;
    let error = Generic::Throttled(NoDefault, [NoDefault]);
    assert_eq!(error.verdict().retry, Retry::Throttled);
    assert_eq!(Error::Throttled(1, String::new()).verdict().retry, Retry::Throttled);
    assert_eq!(Error::Decode { position: 3 }.verdict().retry, Retry::Never);
}
