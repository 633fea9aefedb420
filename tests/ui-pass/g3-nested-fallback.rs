//! A `fallback` holds any error that is made of an `ApigError`, or a `Box` of one; `Arc<ApigError>` stands
//! wherever `Box<ApigError>` does; and a `#[from]` on a common enum is the user's.

use std::sync::Arc;

use apig_errors::{ApigError, ApigRetryable, Code, Retry, Verdict};

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum Common {
    #[error("throttled")]
    #[apig(code = "APIG.0308")]
    Throttled,
    #[error("gateway")]
    #[apig(fallback)]
    Other(#[source] Arc<ApigError>),
}

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum Boxed {
    #[error("timeout")]
    #[apig(code = "APIG.0203")]
    Timeout(#[apig(error)] Arc<ApigError>),
    #[error(transparent)]
    #[apig(fallback)]
    Common(Box<Common>),
}

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum Direct {
    #[error(transparent)]
    #[apig(fallback)]
    Boxed(#[from] Boxed),
}

#[derive(ApigRetryable)]
enum Generic<T> {
    #[apig(fallback)]
    Other(T),
}

struct ByHand(u16);

impl ApigRetryable for ByHand {
    fn verdict(&self) -> Verdict {
        Verdict::from_status(self.0)
    }
}

impl From<ApigError> for ByHand {
    fn from(error: ApigError) -> Self {
        Self(error.status())
    }
}

fn main() {
    let direct = |status, code| Direct::from(ApigError::new(status, code));
    assert!(matches!(direct(504, Code::APIG_0203), Direct::Boxed(Boxed::Timeout(_))));
    let throttled = direct(429, Code::APIG_0308);
    assert_eq!(throttled.verdict().retry, Retry::Throttled);
    assert_eq!(throttled.apig_code(), Some(Code::APIG_0308));
    let Direct::Boxed(Boxed::Common(common)) = throttled else { panic!("no fallback") };
    assert!(matches!(*common, Common::Throttled));
    let other = direct(500, Code::APIG_0601);
    assert_eq!(other.apig_error(), Some(&ApigError::new(500, Code::APIG_0601)));
    assert_eq!(Generic::<Common>::from(ApigError::new(429, Code::APIG_0308)).verdict().retry, Retry::Throttled);
    assert_eq!(Generic::<ByHand>::from(ApigError::from_status(400)).verdict().retry, Retry::Never);
}
