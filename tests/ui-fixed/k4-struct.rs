use apig_errors::{ApigClaims, ApigRetryable, Retry};

struct Failure {
    message: String,
}

#[derive(ApigRetryable)]
enum Error {
    #[apig(local)]
    Failure(Failure),
}

fn verdict(error: &Error) -> Retry {
    error.verdict().retry
}

fn dynamic(error: &Error) -> &dyn ApigRetryable {
    error
}

fn claims() -> usize {
    Error::MAPPING.claims.len()
}

fn main() {}
