use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "DNS.0000", retry = Backoff)]
    Dns,
}

fn main() {}
