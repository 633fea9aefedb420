use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(default)]
    Other(ApigError),
}

fn main() {}
