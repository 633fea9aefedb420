use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIGW.0380")]
    Throttled,
}

fn main() {}
