use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code, status(502, 503))]
    Proxy,
    #[apig(no_code, status(503, 504))]
    Unavailable,
}

fn main() {}
