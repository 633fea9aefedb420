use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0303".to_owned())]
    Refused,
}

fn main() {}
