use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", status = 4_29)]
    Throttled,
}

fn main() {}
