use apig_errors::{ApigClaims, ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0380")]
    Throttled,
    #[apig(code = "APIG.0301")]
    Expired,
    #[apig(fallback)]
    Other(ApigError),
}

const _: () = assert!(Error::MAPPING.claims.len() == 2);
const FIRST: Option<&str> = Error::MAPPING.claims[0].code;

fn main() {
    println!("{FIRST:?} of {}", [0; Error::MAPPING.claims.len()].len());
}
// errors: 1
