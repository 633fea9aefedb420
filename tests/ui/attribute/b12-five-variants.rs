use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0380")]
    UnknownCode,
    NoRole,
    #[apig(code = "APIG.0201", status = 503)]
    UndocumentedStatus,
    #[apig(transparent)]
    NoField,
    #[apig(unlisted = "DNS.0014")]
    NoRetry,
}

fn main() {}
// errors: 5
