use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = APIG_0380)]
    Throttled,
}

fn main() {}
