use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(exhaustive(Throttled, Reauthenticate))]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(code("APIG.0301", "APIG.0307", "APIG.1001", "APIG.1002"))]
    Expired,
}

fn main() {}
