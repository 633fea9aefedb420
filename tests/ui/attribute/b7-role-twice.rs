use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local)]
    #[apig(local)]
    Decode,
}

fn main() {}
