use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig("local")]
    Decode,
}

fn main() {}
