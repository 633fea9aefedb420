use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0303, APIG.0304")]
    Refused,
}

fn main() {}
