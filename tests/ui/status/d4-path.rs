use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", status = StatusCode::TOO_MANY_REQUESTS)]
    Throttled,
}

fn main() {}
