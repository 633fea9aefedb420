use apig_errors::{ApigClaims, ApigError, ApigRetryable, Retry};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0203")]
    Timeout(#[apig(error)] ApigError),
    #[apig(fallback)]
    Other(ApigError),
}

fn verdict(error: &Error) -> Retry {
    error.verdict().retry
}

fn converted(error: ApigError) -> Error {
    Error::from(error)
}

fn dynamic(error: &Error) -> &dyn ApigRetryable {
    error
}

fn claims() -> usize {
    Error::MAPPING.claims.len()
}

fn main() {}
