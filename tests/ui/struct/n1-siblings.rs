use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(transparent, siblings)]
struct Failure(ApigError);

fn main() {}
