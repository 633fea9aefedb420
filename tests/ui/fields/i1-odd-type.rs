use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Busy(Vec<u8>),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
