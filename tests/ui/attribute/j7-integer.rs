use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(crate = 5)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
}

fn main() {}
