use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(transparent, status = 502)]
    Transparent(Box<Error>),
    #[apig(fallback, retry = Backoff)]
    Fallback(ApigError),
    #[apig(local, status = 502)]
    Local,
}

fn main() {}
