use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(cod = "APIG.0308", staus = 429, retry = throttled)]
    Throttled,
}

fn main() {}
// errors: 3
