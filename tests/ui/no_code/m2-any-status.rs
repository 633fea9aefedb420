use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code, status = any)]
    Proxy,
}

fn main() {}
