use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(transparent)]
    Inner(#[apig(error)] Box<Error>),
}

fn main() {}
