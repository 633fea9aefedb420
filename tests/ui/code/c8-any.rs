use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.XXXX")]
    Throttled,
}

fn main() {}
