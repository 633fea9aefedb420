use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0203")]
    #[apig(unlisted = "DNS.0014", retry = Backoff)]
    Unavailable,
}

fn main() {}
