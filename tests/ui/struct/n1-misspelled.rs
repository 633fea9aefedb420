use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(transparant)]
struct Failure(ApigError);

fn main() {}
