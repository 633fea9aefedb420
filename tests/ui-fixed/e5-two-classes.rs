use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code("APIG.0308", "APIG.0613"))]
    Busy(#[apig(error)] ApigError),
}

fn main() {}
