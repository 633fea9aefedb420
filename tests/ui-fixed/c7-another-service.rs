use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "DNS.0014", retry = Never)]
    Dns,
}

fn main() {}
