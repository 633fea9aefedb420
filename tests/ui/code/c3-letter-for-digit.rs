use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.03O8")]
    Throttled,
}

fn main() {}
