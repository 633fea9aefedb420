use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(fallback)]
    Other(ApigError),
    #[apig(fallback)]
    Unknown(ApigError),
}

fn main() {}
