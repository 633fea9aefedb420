use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status = any)]
    Backend(#[apig(error)] ApigError),
    #[apig(code = "APIG.0201", status = 502)]
    BadGateway,
    #[apig(code = "APIG.0201", status(502, 504))]
    BackendDown,
}

fn main() {}
// errors: 2
