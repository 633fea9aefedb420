use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = r#APIG_0303)]
    Refused,
}

fn main() {}
