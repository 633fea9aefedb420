use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = b"APIG.0308")]
    Throttled,
}

fn main() {}
