use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(siblings)]
enum Error {
    #[apig(code = "APIG.0202")]
    NoBackend,
    #[apig(unlisted = "APIGW.0202", retry = Backoff)]
    NoBackendOfApigw,
}

fn main() {}
