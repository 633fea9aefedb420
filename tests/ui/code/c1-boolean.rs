use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = true)]
    Throttled,
}

fn main() {}
