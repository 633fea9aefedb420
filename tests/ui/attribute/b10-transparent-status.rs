use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(transparent, status = 502)]
    Inner(Box<Error>),
}

fn main() {}
