use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(crate = "apig_errors")]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
}

fn main() {}
