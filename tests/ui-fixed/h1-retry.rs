use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0501", retry = Throttled, reason = "ours resets at midnight")]
    Quota,
}

fn main() {}
