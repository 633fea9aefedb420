use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(transparent)]
    Io(std::io::Error),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
