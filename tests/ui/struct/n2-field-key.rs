use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(transparent)]
struct Failure(#[apig(error)] ApigError);

fn main() {}
