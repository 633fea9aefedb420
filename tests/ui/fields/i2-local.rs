use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local)]
    Decode(#[apig(message)] String),
}

fn main() {}
