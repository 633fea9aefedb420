use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", status = any)]
    Throttled,
    #[apig(code("APIG.0201", "APIG.0203"), status = any)]
    Mixed(#[apig(error)] ApigError),
}

fn main() {}
