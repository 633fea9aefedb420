use apig_errors::{ApigError, ApigRetryable, Retry};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0203")]
    Timeout,
    #[apig(fallback)]
    Other(String),
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

fn main() {}
