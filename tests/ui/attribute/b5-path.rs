use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(apig::code = "APIG.0308")]
    Throttled,
}

fn main() {}
