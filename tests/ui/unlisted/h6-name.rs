use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = DNS_0014, retry = Backoff)]
    Dns,
}

fn main() {}
