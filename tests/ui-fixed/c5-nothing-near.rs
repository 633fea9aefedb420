use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "APIG.9999", retry = Throttled)]
    Throttled,
}

fn main() {}
