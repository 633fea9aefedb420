use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(siblings = false)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
}

fn main() {}
