use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(crate = "not a path")]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
}

fn main() {}
