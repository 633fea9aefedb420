use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = 502)]
    Busy,
}

fn main() {}
