use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status = Any)]
    Backend(#[apig(error)] ApigError),
}

fn main() {}
