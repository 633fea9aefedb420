use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign, retry = Backoff)]
    Dns,
}

fn main() {}
