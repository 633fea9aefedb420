use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Busy(#[apig(status)] #[apig(status)] u16),
}

fn main() {}
