use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code("APIG.0301", "APIG.0201"), status = 401)]
    Refused,
}

fn main() {}
