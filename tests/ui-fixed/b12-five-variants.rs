use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    KnownCode,
    #[apig(local)]
    Role,
    #[apig(code = "APIG.0201", status = 504)]
    DocumentedStatus,
    #[apig(transparent)]
    Field(Box<Error>),
    #[apig(unlisted = "DNS.0014", retry = Backoff)]
    Retry,
}

fn main() {}
