use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local = "decode")]
    Decode,
}

fn main() {}
