use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig("APIGW.0308")]
    Busy,
}

fn main() {}
