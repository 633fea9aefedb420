use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, retry = "never")]
    Io,
}

fn main() {}
