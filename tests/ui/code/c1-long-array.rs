use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = ["APIG.0303", "APIG.0307", "APIG.1001", "APIG.1002"])]
    Refused,
}

fn main() {}
