use apig_errors::{ApigClaims, ApigError, ApigRetryable, Retry};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status(502, 504))]
    BackendDown,
    #[apig(fallback)]
    Other(ApigError),
}

fn verdict(error: &Error) -> Retry {
    error.verdict().retry
}

fn converted(error: ApigError) -> Error {
    Error::from(error)
}

fn asked() -> Result<(), Error> {
    Err(ApigError::from_status(503))?
}

fn dynamic(error: &Error) -> &dyn ApigRetryable {
    error
}

fn boxed(error: Error) -> Box<dyn ApigRetryable> {
    Box::new(error)
}

fn claims() -> usize {
    Error::MAPPING.claims.len()
}

fn main() {}
