use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code("APIG.0303", unlisted = "DNS.0014"))]
    Refused,
}

fn main() {}
