use apig_errors::{ApigRetryable, Delivery, Retry, Verdict};

fn verdict(message: &str) -> Verdict {
    let retry = if message == "busy" { Retry::Backoff } else { Retry::Never };
    Verdict::new(retry, Delivery::MaybeDelivered)
}

#[derive(ApigRetryable)]
#[apig(verdict = verdict)]
struct Failure {
    message: String,
}

fn main() {}
