use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0613")]
    Busy(#[apig(status, default)] u16),
}

fn main() {}
