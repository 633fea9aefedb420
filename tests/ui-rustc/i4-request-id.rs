use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0601")]
    Internal(#[apig(request_id)] String),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
