use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(code)] String),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
