use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(exhaustive(Backoff) | Throttled)]
enum Error {
    #[apig(code("APIG.0301") "APIG.0307")]
    Expired,
    #[apig(code = "APIG.0201", status(502) | 504)]
    BackendDown,
}

fn main() {}
// errors: 3
