use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(fallback)]
    Other(ApigError),
    #[apig(fallback)]
    Unknown(ApigError),
    #[apig(fallback)]
    Strange(ApigError),
}

fn main() {}
// errors: 2
