use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code)]
    Proxy,
}

fn main() {}
