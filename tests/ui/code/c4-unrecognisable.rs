use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "TOO_MANY")]
    Text,
    #[apig(code = TOO_MANY)]
    Name,
    #[apig(code = "APIG.QUOTA_EXCEEDED")]
    Word,
}

fn main() {}
