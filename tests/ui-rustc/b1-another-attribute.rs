use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[Apig(code = "APIG.0308")]
    Throttled,
    #[apig_errors(code = "APIG.0203")]
    Timeout,
    #[api(code = "APIG.0301")]
    Expired,
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
// errors: 6
