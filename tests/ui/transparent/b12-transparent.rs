use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(transparent)]
    NoField,
    #[apig(transparent)]
    TwoFields(Box<Error>, u16),
    #[apig(transparent, retry = Backoff)]
    Override(Box<Error>),
    #[apig(local, transparent)]
    TwoRoles(Box<Error>),
}

fn main() {}
// errors: 4
