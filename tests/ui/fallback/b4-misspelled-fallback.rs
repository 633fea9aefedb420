use apig_errors::{ApigError, ApigRetryable};

// The conversion is used, and its mistake is reported where it was made alone.
#[derive(Debug, ApigRetryable)]
enum Misspelled {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(falback)]
    Other(ApigError),
}

#[derive(Debug, ApigRetryable)]
enum OfAnotherCrate {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(catch_all)]
    Other(ApigError),
}

fn place() -> Result<(), Misspelled> {
    Err(ApigError::from_status(503))?
}

fn cancel() -> Result<(), OfAnotherCrate> {
    Err(ApigError::from_status(503))?
}

fn main() {}
// errors: 2
