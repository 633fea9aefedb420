//! Deprecated in every part, where using what is deprecated is an error.

#![deny(deprecated)]

use apig_errors::ApigRetryable;

#[deprecated = "use another"]
#[derive(ApigRetryable)]
pub enum Enum {
    #[deprecated = "use another"]
    #[apig(code = "APIG.0308")]
    Throttled {
        #[deprecated = "use another"]
        #[apig(message)]
        message: String,
    },
    #[apig(fallback)]
    Other(apig_errors::ApigError),
}

#[derive(ApigRetryable)]
pub enum Variant {
    #[deprecated = "use another"]
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(fallback)]
    Other(apig_errors::ApigError),
}

#[derive(ApigRetryable)]
pub enum Field {
    #[apig(code = "APIG.0308")]
    Throttled(
        #[deprecated = "use another"]
        #[apig(message)]
        String,
    ),
    #[apig(fallback)]
    Other(apig_errors::ApigError),
}

#[deprecated = "use another"]
#[derive(ApigRetryable)]
#[apig(transparent)]
pub struct Struct {
    #[deprecated = "use another"]
    error: apig_errors::ApigError,
}

fn main() {
    let error = Variant::from(apig_errors::ApigError::from_status(500));
    assert!(matches!(error, Variant::Other(_)));
}
