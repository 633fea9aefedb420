use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, status = 502)]
    Decode,
}

fn main() {}
