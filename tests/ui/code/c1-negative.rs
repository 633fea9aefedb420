use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = -303)]
    Refused,
}

fn main() {}
