use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = TOO_MANY)]
    Throttled,
}

fn main() {}
