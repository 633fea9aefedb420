use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(fallback)]
    First(ApigError),
    #[apig(fallback)]
    Second(ApigError),
    #[apig(fallback)]
    Third(ApigError),
}

fn main() {}
