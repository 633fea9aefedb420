use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(exhaustive)]
enum Error {}

fn main() {}
