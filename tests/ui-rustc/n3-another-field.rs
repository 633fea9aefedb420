use apig_errors::{ApigRetryable, Verdict};

fn verdict(error: &std::io::Error) -> Verdict {
    Verdict::from_status(if error.kind() == std::io::ErrorKind::TimedOut { 504 } else { 400 })
}

#[derive(ApigRetryable)]
#[apig(verdict = verdict)]
struct Failure(String);

fn main() {}
