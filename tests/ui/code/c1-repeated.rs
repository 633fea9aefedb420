use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = ["APIG.0301"; 2])]
    Expired,
}

fn main() {}
