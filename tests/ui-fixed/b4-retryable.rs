use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0203", retry = Never, reason = "our callers wait no longer")]
    Timeout,
}

fn main() {}
