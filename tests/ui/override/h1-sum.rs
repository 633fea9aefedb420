use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0501", retry = Throttled, reason = "renewed " + "every hour")]
    Quota,
}

fn main() {}
