use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "404")]
    Busy,
}

fn main() {}
