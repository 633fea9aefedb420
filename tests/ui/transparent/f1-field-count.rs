use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(transparent)]
    Unit,
    #[apig(transparent)]
    Braces {},
    #[apig(transparent)]
    Two(Box<Error>, u16),
}

fn main() {}
