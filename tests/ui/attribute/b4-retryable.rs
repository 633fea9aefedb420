use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0203", retryable = true)]
    Timeout,
}

fn main() {}
