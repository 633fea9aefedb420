use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.０３０８")]
    Throttled,
}

fn main() {}
