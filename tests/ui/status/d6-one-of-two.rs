use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code("APIG.0201", "APIG.0203"), status = any)]
    Backend(#[apig(error)] ApigError),
}

fn main() {}
