//! The enum inside a function, and inside a block of a constant.

use apig_errors::{ApigClaims, ApigError, ApigRetryable, Code};

const CLAIMS: usize = {
    #[derive(ApigRetryable)]
    enum Inside {
        #[apig(code("APIG.0301", "APIG.0307"))]
        Expired,
    }
    let _ = Inside::Expired;
    Inside::MAPPING.claims.len()
};

fn main() {
    #[derive(ApigRetryable)]
    enum Inside {
        #[apig(code = "APIG.0308")]
        Throttled,
        #[apig(fallback)]
        Other(ApigError),
    }
    let throttled = ApigError::new(429, Code::APIG_0308);
    assert!(matches!(Inside::from(throttled), Inside::Throttled));
    assert!(matches!(Inside::from(ApigError::from_status(500)), Inside::Other(_)));
    assert_eq!(CLAIMS, 2);
}
