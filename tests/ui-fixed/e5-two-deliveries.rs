use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0606")]
    NotStarted,
    #[apig(code = "APIG.0601")]
    Unavailable,
}

fn main() {}
