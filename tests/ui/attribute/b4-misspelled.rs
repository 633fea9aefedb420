use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(cod = "APIG.0308")]
    Throttled,
}

fn main() {}
