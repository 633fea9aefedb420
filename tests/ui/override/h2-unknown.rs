use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, retry = Sometimes)]
    Io,
}

fn main() {}
