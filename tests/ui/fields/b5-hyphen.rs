use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Busy(#[apig(request-id)] Option<String>),
}

fn main() {}
