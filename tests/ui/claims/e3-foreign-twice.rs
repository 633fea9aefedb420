use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "DNS.0021", retry = Backoff)]
    Every,
    #[apig(foreign = "DNS.0021", status = 500, retry = Backoff)]
    One,
}

#[derive(ApigRetryable)]
#[apig(siblings)]
enum WithSiblings {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(foreign = "APIGW.0308", retry = Backoff)]
    Sibling,
}

fn main() {}
