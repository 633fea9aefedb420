use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "DNS.0021", retry = Backoff)]
    Dns,
    #[apig(unlisted = "DNS.0021", status = 500, retry = Backoff)]
    DnsDown,
}

fn main() {}
