use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(transparent)]
struct Failure(ApigError);

fn main() {}
