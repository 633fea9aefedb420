use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status(502, 504))]
    Busy(#[apig(error)] ApigError),
}

fn main() {}
