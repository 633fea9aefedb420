use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, Backoff)]
    Io,
}

fn main() {}
