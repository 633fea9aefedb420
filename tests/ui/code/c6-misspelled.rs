use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "apigw-0308")]
    Throttled,
}

fn main() {}
