use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(exhaustive(Throttled))]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
}

fn main() {}
