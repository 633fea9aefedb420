use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = APIG_0303, APIG_0307)]
    Refused,
}

fn main() {}
