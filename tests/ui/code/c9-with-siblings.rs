use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(siblings)]
enum Error {
    #[apig(unlisted = "APIGW.0308", retry = Throttled)]
    Throttled,
}

fn main() {}
