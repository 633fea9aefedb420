use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code(code = "APIG.0303"))]
    Refused,
}

fn main() {}
