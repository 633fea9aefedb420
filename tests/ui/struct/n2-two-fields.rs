use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(verdict = ApigError::verdict)]
struct Failure {
    response: ApigError,
    line: u32,
}

fn main() {}
