use apig_errors::{ApigError, ApigRetryable};

#[derive(Default)]
struct Since(u64);

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(default)] Since),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
