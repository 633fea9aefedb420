use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(fallback)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
}

fn main() {}
