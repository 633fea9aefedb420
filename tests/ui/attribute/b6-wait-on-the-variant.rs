use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", wait)]
    Throttled(Option<std::time::Duration>),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
