use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308" as Code)]
    Throttled,
}

fn main() {}
