use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = if LATE { "APIG.0303" } else { "APIG.0304" })]
    Refused,
}

fn main() {}
