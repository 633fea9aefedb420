//! Several attributes, trailing commas, raw strings, `cfg_attr`, all three forms of `code`.

use apig_errors::{ApigClaims, ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(siblings,)]
#[apig(exhaustive(Throttled, Reauthenticate))]
enum Error {
    #[apig(code = r#"APIG.0308"#,)]
    Throttled,
    #[cfg_attr(all(), apig(code("APIG.0301", APIG_0307, r"APIG.1001",)))]
    #[cfg_attr(any(), apig(this is not read))]
    #[apig(code = APIG_1002)]
    Expired,
    #[apig(code = "APIG.0201", status(502, 504,))]
    #[apig(code = "APIG.0201", status = 500)]
    #[apig(code("APIG.0202"), status = 502)]
    #[apig(unlisted = "DNS.0021", retry = Backoff)]
    #[apig(unlisted = "DNS.0022", retry = Backoff, status(500, 503), delivery = NotDelivered)]
    Backend(#[apig(error)] ApigError),
    #[apig(code = "APIG.0305", retry = Reauthenticate, reason = "our authorizer checks a token")]
    Authorizer,
    #[apig(local, retry = Throttled, reason = "our own limiter refused it")]
    OwnLimiter,
}

fn main() {
    assert_eq!(Error::MAPPING.claims.len(), 1 + 4 + 2 + 1 + 1 + 1 + 2 + 1);
}
