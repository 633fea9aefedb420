use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    Throttled,
    #[apig(local)]
    Decode,
    /// Documentation is no role.
    Expired(u16),
}

fn main() {}
