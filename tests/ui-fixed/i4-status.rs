use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(status)] u16),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
