use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = if LATE { "APIG.0303" } else { "APIG.0307" })]
    Refused,
}

fn main() {}
