use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "apig.0316", retry = Backoff)]
    Busy,
}

fn main() {}
