use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
struct Failure(ApigError);

fn main() {}
