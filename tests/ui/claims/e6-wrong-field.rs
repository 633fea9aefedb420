use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    // Its field is wrong, so that its claim does not count.
    #[apig(code = "APIG.0308")]
    SlowDown(#[apig(msg)] String),
    #[apig(code = "APIG.0308")]
    Throttled,
}

fn main() {}
