use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(transparent)]
    Inner(Box<Error>, u16),
}

fn main() {}
