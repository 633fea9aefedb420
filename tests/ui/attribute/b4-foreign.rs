use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "DNS.0014", retry = Backoff)]
    Busy,
}

fn main() {}
