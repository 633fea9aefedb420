use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig()]
    Throttled,
}

fn main() {}
