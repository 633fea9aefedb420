use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0301 and APIG.0307")]
    Expired,
}

fn main() {}
