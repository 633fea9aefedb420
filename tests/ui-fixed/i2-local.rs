use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local)]
    Decode(String),
}

fn main() {}
