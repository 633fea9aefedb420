use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code { "APIG.0308" })]
    Throttled,
}

fn main() {}
