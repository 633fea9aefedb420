use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0203")]
    Timeout(std::sync::Arc<apig_errors::ApigError>),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
