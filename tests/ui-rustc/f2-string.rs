use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(transparent)]
    Text(String),
}

fn main() {}
