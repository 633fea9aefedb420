use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(forward)]
    Inner(Box<Error>),
}

fn main() {}
