use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Busy(core::option::Option<core::time::Duration>),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
