use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted, retry = Backoff)]
    Dns,
}

fn main() {}
