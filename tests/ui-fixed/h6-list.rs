use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "DNS.0014", retry = Backoff)]
    #[apig(foreign = "DNS.0021", retry = Backoff)]
    Dns,
}

fn main() {}
