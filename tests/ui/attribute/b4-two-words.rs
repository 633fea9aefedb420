use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no code, status = 502)]
    Proxy,
}

fn main() {}
