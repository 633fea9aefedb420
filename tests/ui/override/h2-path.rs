use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, retry = Retry::Backoff)]
    Io,
}

fn main() {}
