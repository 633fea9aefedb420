use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = APIG_0303, APIG_0304)]
    Refused,
}

fn main() {}
