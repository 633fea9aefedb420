use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(error_code = "APIG.0308")]
    Throttled,
}

fn main() {}
