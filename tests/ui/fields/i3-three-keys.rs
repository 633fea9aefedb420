use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Busy(#[apig(status, wait, default)] u16),
}

fn main() {}
