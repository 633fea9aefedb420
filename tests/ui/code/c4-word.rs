use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.QUOTA_EXCEEDED")]
    Throttled,
}

fn main() {}
