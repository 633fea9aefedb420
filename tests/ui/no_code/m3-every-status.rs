use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code, status = 502)]
    Proxy,
    #[apig(no_code)]
    Unreadable(#[apig(error)] ApigError),
}

fn main() {}
