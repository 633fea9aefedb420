use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APGI.0308")]
    Throttled,
}

fn main() {}
