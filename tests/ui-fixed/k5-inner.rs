use apig_errors::{ApigError, ApigRetryable, Retry};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status(502, 504))]
    BackendDown,
    #[apig(fallback)]
    Other(ApigError),
}

#[derive(ApigRetryable)]
enum Outer {
    #[apig(transparent)]
    Inner(Error),
    #[apig(fallback)]
    Other(ApigError),
}

fn verdict(error: &Outer) -> Retry {
    error.verdict().retry
}

fn main() {}
