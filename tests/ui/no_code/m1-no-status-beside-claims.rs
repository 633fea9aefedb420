use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0203")]
    #[apig(no_code)]
    Unavailable(#[apig(message)] String),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
