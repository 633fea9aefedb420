use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {}

fn main() {}
