use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(exhaustive)]
enum Error {
    // Wrong in itself, so that it neither overlaps nor counts as missing.
    #[apig(code("APIG.0308", "APIG.0380"))]
    Wrong,
    #[apig(code = "APIG.0308")]
    Throttled,
    // So is this, by its verdicts: it does not claim what the next one does.
    #[apig(code("APIG.0301", "APIG.0101"))]
    TwoVerdicts,
    #[apig(code = "APIG.0301")]
    Expired,
}

fn main() {}
// errors: 2
