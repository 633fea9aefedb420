use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(local)]
    Local(#[apig(message)] String),
    #[apig(transparent)]
    Transparent(#[apig(error)] Box<Error>),
    #[apig(fallback)]
    Fallback(#[apig(error)] ApigError),
}

fn main() {}
