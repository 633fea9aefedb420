use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = apig_0308)]
    Throttled,
}

fn main() {}
