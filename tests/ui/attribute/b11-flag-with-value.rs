use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(siblings = true)]
enum Error {
    #[apig(fallback = true)]
    Fallback(ApigError),
    #[apig(transparent(Box<Error>))]
    Transparent(Box<Error>),
    #[apig(local = "decode")]
    Local,
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(message = "text")] String),
}

fn main() {}
