use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "APIG.0308", retry = Backoff)]
    Refused,
}

fn main() {}
