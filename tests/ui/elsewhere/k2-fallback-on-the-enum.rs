use apig_errors::{ApigError, ApigRetryable, Retry};

#[derive(ApigRetryable)]
#[apig(fallback = Other)]
enum Error {
    #[apig(code = "APIG.0307")]
    Expired,
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

fn main() {}
