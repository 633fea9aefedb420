use apig_errors::{ApigClaims, ApigRetryable, Retry};

#[derive(ApigRetryable)]
struct Failure {
    message: String,
}

fn verdict(error: &Failure) -> Retry {
    error.verdict().retry
}

fn dynamic(error: &Failure) -> &dyn ApigRetryable {
    error
}

fn claims() -> usize {
    Failure::MAPPING.claims.len()
}

fn main() {}
