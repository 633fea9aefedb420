use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0501", retry = Throttled, because = "it resets at midnight")]
    Quota,
}

fn main() {}
