use apig_errors::ApigRetryable;

struct Failure {
    message: String,
    line: u32,
}

#[derive(ApigRetryable)]
enum Error {
    #[apig(local)]
    Failure(Failure),
}

fn main() {}
