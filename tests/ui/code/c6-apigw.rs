use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIGW.0308")]
    Throttled,
}

fn main() {}
