use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig("DNS.0014")]
    Busy,
}

fn main() {}
