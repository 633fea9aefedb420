//! A `fallback` need not be last, may have a named field, may be boxed, and need not be there.

use apig_errors::{ApigError, ApigRetryable, Code};

#[derive(ApigRetryable)]
enum First {
    #[apig(fallback)]
    Other(ApigError),
    #[apig(code = "APIG.0308")]
    Throttled,
}

#[derive(ApigRetryable)]
enum Named {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(fallback)]
    Other { error: Box<ApigError> },
}

// No conversion, so nothing has to be filled.
#[derive(ApigRetryable)]
enum Without {
    #[apig(code = "APIG.0308")]
    Throttled { since: u64 },
}

impl From<ApigError> for Without {
    fn from(_: ApigError) -> Self {
        Self::Throttled { since: 0 }
    }
}

fn main() {
    let throttled = ApigError::new(429, Code::APIG_0308);
    assert!(matches!(First::from(throttled.clone()), First::Throttled));
    assert!(matches!(Named::from(throttled.clone()), Named::Throttled));
    let Without::Throttled { since } = Without::from(throttled);
    assert_eq!(since, 0);
    let other = ApigError::from_status(500);
    assert!(matches!(First::from(other.clone()), First::Other(_)));
    assert!(matches!(Named::from(other.clone()), Named::Other { error } if *error == other));
}
