use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "DNS.0000", retry = Backoff)]
    Dns,
}

fn main() {}
