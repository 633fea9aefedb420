use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0307")]
    Expired(#[apig(message)] String),
}

fn main() {}
