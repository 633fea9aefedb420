use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code, status = 500, retry = Backoff)]
    Proxy,
}

fn main() {}
