use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code, code = "APIG.0203", status = 504)]
    Timeout,
}

fn main() {}
