use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code("APIG.0203", "APIG.0202"), status = 504)]
    Timeout,
}

fn main() {}
