use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, retry[Backoff])]
    Io,
}

fn main() {}
