use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0613")]
    Busy(#[apig(status)] u16),
}

fn main() {}
