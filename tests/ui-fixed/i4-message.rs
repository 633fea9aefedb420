use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0307")]
    Expired(#[apig(message)] String),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
