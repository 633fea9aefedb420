use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "apig.0316", retry = Backoff)]
    Busy,
}

fn main() {}
