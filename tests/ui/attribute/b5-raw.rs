use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(r#code = "APIG.0308")]
    Throttled,
}

fn main() {}
