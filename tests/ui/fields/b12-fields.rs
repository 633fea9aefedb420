use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Unfilled { after: u64, unit: String },
    #[apig(local)]
    KeyWithoutClaim(#[apig(message)] String),
    #[apig(code = "APIG.0307")]
    Twice(#[apig(message)] String, #[apig(message)] String),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
// errors: 4
