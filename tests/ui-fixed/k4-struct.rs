use apig_errors::{ApigError, ApigRetryable, Retry};

#[derive(ApigRetryable)]
#[apig(transparent)]
struct Failure {
    error: ApigError,
}

fn verdict(error: &Failure) -> Retry {
    error.verdict().retry
}

fn dynamic(error: &Failure) -> &dyn ApigRetryable {
    error
}

fn main() {}
