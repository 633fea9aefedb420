use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0501", retry = Throttled, reason)]
    Quota,
}

fn main() {}
