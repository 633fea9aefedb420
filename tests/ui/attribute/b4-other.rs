use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(other)]
    Other(ApigError),
}

fn main() {}
