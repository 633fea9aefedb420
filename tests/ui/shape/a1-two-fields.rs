use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
struct Failure {
    message: String,
    line: u32,
}

fn main() {}
