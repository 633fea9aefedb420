use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(code = "APIG.0308")]
struct Throttled(#[apig(error)] ApigError);

fn main() {}
