use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0301" or "APIG.0307")]
    Expired,
}

fn main() {}
