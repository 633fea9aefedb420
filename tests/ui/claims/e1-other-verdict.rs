use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0203")]
    #[apig(code = "APIG.0203", retry = Never, reason = "the backend never comes back")]
    Timeout,
}

fn main() {}
