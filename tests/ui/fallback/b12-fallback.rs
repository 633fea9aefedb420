use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(fallback)]
    Other(ApigError),
    #[apig(fallback = true)]
    Value(ApigError),
    #[apig(fallback, status = 500)]
    Status(ApigError),
    #[apig(fallback)]
    Second(ApigError),
}

fn main() {}
// errors: 3
