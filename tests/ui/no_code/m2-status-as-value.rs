use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code = 502)]
    Proxy,
}

fn main() {}
