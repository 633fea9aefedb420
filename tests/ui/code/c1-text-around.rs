use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308: throttled")]
    Throttled,
}

fn main() {}
