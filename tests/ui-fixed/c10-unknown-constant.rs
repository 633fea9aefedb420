use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = APIG_0308)]
    Throttled,
}

fn main() {}
