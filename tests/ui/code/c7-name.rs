use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = DNS_0014)]
    Dns,
}

fn main() {}
