use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0380", retri = Backoff, status = 99, reason)]
    #[apig(code = "APIG.0301", status = 502, =)]
    Throttled,
}

fn main() {}
// errors: 6
