use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "APIG.0201", status(502, 504), retry = Backoff)]
    Refused,
}

fn main() {}
