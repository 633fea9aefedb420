use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code("APIG.0301"), status = 401)]
    Busy,
}

fn main() {}
