use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "DNS.0014")]
    Dns,
    #[apig(foreign = "DNS.0021", retry = Backoff, status = any)]
    Any,
}

fn main() {}
