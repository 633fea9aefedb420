use apig_errors::ApigRetryable;

struct Failure {
    message: String,
}

#[derive(ApigRetryable)]
enum Error {
    #[apig(local)]
    Failure(Failure),
}

fn main() {}
