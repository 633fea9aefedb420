use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0380", status = 99, fallback, retry = Sometimes)]
    Throttled,
    #[apig(unlisted = "200", code = "APIG.301")]
    Expired,
}

fn main() {}
// errors: 8
