use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = 308)]
    Throttled,
}

fn main() {}
