use apig_errors::{ApigRetryable, Retry};

fn retry(error: &std::io::Error) -> Retry {
    if error.kind() == std::io::ErrorKind::TimedOut { Retry::Backoff } else { Retry::Never }
}

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, verdict = retry)]
    Io(std::io::Error),
}

fn main() {}
