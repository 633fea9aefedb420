use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(crate = self)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
}

fn main() {}
