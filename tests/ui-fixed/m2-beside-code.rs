use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code, status = 504)]
    #[apig(code = "APIG.0203")]
    Timeout,
}

fn main() {}
