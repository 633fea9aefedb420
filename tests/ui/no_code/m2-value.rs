use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code = true, status = 502)]
    Proxy,
}

fn main() {}
