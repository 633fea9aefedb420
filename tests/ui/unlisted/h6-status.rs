use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "429", retry = Backoff)]
    Dns,
}

fn main() {}
