use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "DNS 0014", retry = Backoff)]
    Blank,
    #[apig(foreign = "DNS.0000", retry = Backoff)]
    Zeros,
    #[apig(foreign = "429", retry = Throttled)]
    Status,
    #[apig(foreign("DNS.0014", "DNS.0021"), retry = Backoff)]
    List,
    #[apig(foreign = DNS_0014, retry = Backoff)]
    Name,
    #[apig(foreign, retry = Backoff)]
    Flag,
}

fn main() {}
