use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = 418)]
    Teapot,
}

fn main() {}
