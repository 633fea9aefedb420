//! A status may be given where only one is documented.

use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", status = 429)]
    Throttled,
}

fn main() {
    let _ = Error::Throttled;
}
