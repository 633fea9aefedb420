use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "apig.0301, apig.0307")]
    Expired,
}

fn main() {}
