use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "DNS.0014", unlisted = "DNS.0021", retry = Backoff)]
    Dns,
}

fn main() {}
