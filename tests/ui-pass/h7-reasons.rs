//! A reason of three words, or in a script that writes no whitespace between words.

use apig_errors::{ApigClaims, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0501", retry = Throttled, reason = "renewed at midnight")]
    Quota,
    #[apig(code = "APIG.0103", retry = Backoff, reason = "后端每晚都会重新部署")]
    Deployment,
    #[apig(code = "APIG.0104", retry = Backoff, reason = "毎晩再配備される")]
    Plugin,
}

fn main() {
    let reasons: Vec<_> = Error::MAPPING.claims.iter().map(|claim| claim.reason).collect();
    assert_eq!(reasons[1], Some("后端每晚都会重新部署"));
}
