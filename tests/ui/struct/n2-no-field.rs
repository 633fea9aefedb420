use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(transparent)]
struct Failure;

fn main() {}
