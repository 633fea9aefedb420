use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(flavour = "APIG.0308")]
    Throttled,
}

fn main() {}
