use apig_errors::{ApigError, ApigRetryable, Retry};

#[derive(ApigRetryable)]
#[apig(crate("apig_errors"))]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(fallback)]
    Other(ApigError),
}

fn verdict(error: &Error) -> Retry {
    error.verdict().retry
}

fn converted(error: ApigError) -> Error {
    Error::from(error)
}

fn main() {}
