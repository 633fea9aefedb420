use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code, status(500, 502), retry = Backoff, reason = "our proxy restarts at night")]
    Proxy,
}

fn main() {}
