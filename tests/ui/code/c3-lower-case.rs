use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "apig.0308")]
    Throttled,
}

fn main() {}
