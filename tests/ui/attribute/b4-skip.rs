use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(skip)]
    Decode,
}

fn main() {}
