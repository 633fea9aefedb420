use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(exhaustive(Throttled))]
enum Error {
    #[apig(code("APIG.0301", "APIG.0307"))]
    Expired,
    #[apig(code = "APIG.0308")]
    Throttled,
}

fn main() {}
