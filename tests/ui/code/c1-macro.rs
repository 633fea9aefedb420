use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = concat!("APIG.", "0308"))]
    Throttled,
}

fn main() {}
