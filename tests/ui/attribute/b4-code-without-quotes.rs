use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(APIG.0308)]
    Throttled,
}

fn main() {}
