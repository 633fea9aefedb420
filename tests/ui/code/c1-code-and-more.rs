use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0301, APIG.0370")]
    Expired,
}

fn main() {}
