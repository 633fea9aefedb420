use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "DNS.0014")]
    Dns,
}

fn main() {}
