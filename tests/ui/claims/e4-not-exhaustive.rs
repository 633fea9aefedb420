use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(exhaustive)]
enum All {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(fallback)]
    Other(ApigError),
}

#[derive(ApigRetryable)]
#[apig(exhaustive(Throttled, Reauthenticate))]
enum Some {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(code("APIG.0301", "APIG.1001", "APIG.1002"))]
    Expired,
}

#[derive(ApigRetryable)]
#[apig(exhaustive(Sometimes))]
enum Unknown {
    #[apig(local)]
    Decode,
}

fn main() {}
