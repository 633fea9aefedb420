use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", status = 429u16)]
    Throttled,
}

fn main() {}
