use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = ["APIG.0303", "APIG.0304", "APIG.0305", "APIG.0306"])]
    Refused,
}

fn main() {}
