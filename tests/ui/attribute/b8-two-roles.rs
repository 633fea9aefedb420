use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, transparent)]
    OneAttribute(Box<Error>),
    #[apig(code = "APIG.0308")]
    #[apig(fallback)]
    TwoAttributes,
}

fn main() {}
