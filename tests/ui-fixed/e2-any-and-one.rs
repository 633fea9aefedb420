use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status(400, 413, 414, 494, 500, 504))]
    Backend(#[apig(error)] ApigError),
    #[apig(code = "APIG.0201", status = 502)]
    BackendDown,
}

fn main() {}
