use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    Throttled,
}

fn main() {}
