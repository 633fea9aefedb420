use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", local)]
    Throttled,
}

fn main() {}
