use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "0308")]
    Throttled,
}

fn main() {}
