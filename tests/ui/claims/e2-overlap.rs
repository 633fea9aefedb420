use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status = any)]
    Any(#[apig(error)] ApigError),
    #[apig(code = "APIG.0201", status = 502)]
    One,
    #[apig(code = "APIG.0201", status(502, 504))]
    Two,
}

fn main() {}
