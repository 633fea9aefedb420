use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status = any)]
    BackendDown(#[apig(error)] ApigError),
}

fn main() {}
