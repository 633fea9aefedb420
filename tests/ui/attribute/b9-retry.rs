use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(retry = Backoff)]
    BackendDown,
}

fn main() {}
