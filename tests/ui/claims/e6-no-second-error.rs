use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(exhaustive)]
enum Error {
    // Wrong in itself, so that it neither overlaps nor counts as missing.
    #[apig(code("APIG.0308", "APIG.0380"))]
    Wrong,
    #[apig(code = "APIG.0308")]
    Throttled,
}

fn main() {}
