use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", retry = Never, reason = "we shed load instead")]
    Throttled,
}

fn main() {}
