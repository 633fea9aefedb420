use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = 'A')]
    Throttled,
}

fn main() {}
