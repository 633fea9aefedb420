use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
struct Failure(#[apig(transparent)] ApigError);

fn main() {}
