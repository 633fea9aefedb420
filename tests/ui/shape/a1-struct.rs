use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
struct Failure {
    message: String,
}

fn main() {}
