use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(catch_all)]
    Other(ApigError),
}

fn main() {}
