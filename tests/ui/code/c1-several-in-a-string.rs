use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0303, APIG.0307")]
    Refused,
}

fn main() {}
