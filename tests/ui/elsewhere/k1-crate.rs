// The crate may have another name, so nothing is looked up under its own.
use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(krate = "my_sdk::apig_errors")]
enum Error {
    #[apig(code = "APIG.0308")]
    Busy,
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
