use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "АPIG.0308")]
    Throttled,
}

fn main() {}
