use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, retry = Backoff)]
    Io(std::io::Error),
    #[apig(fallback)]
    Other(ApigError),
}

fn main() {}
