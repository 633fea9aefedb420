use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(code = "APIG.0308", status = 429)]
    SlowDown,
}

fn main() {}
