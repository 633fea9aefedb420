use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, transparent)]
    Inner(Box<Error>),
}

fn main() {}
