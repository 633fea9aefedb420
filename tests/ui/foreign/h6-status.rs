use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "429", retry = Backoff)]
    Dns,
}

fn main() {}
