use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(transparent, verdict = ApigError::verdict)]
struct Failure(ApigError);

fn main() {}
