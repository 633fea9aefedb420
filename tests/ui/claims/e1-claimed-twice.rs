use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(code = "APIG.0308", status = 429)]
    SlowDown,
    #[apig(code = "APIG.0307")]
    #[apig(code("APIG.0301", "APIG.0307"))]
    SameVariant,
}

fn main() {}
