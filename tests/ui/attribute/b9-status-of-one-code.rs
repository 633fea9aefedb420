use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(status = 429)]
    Throttled,
}

fn main() {}
