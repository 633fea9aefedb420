use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(transparent)]
struct Failure(std::io::Error);

fn main() {}
