use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(siblings)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(unlisted = "APIGW.0308", retry = Backoff)]
    ThrottledByApigw,
}

fn main() {}
