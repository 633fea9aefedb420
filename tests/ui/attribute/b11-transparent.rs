use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(transparent(Box<Error>))]
    Inner(Box<Error>),
}

fn main() {}
