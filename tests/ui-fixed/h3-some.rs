use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0103", retry = Backoff, reason = "our provider redeploys at night")]
    Deploying,
    #[apig(code = "APIG.0601")]
    Internal,
}

fn main() {}
