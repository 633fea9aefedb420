use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local = false, code = "APIG.0308")]
    Throttled,
}

fn main() {}
