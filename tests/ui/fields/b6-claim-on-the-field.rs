use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    Busy(#[apig(code = "APIG.0308")] String),
    Down(#[apig(status(502, 504))] u16),
    Inner(#[apig(transparent)] ApigError),
}

fn main() {}

// errors: 3
