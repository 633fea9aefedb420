use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, retry = true)]
    Io,
}

fn main() {}
