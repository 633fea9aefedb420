use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = 303u16)]
    Refused,
}

fn main() {}
