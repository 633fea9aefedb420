use apig_errors::{ApigRetryable, Delivery, Retry, Verdict};

fn of(_: &u8) -> Verdict {
    Verdict::new(Retry::Backoff, Delivery::NotDelivered)
}

#[derive(Debug)]
#[derive(ApigRetryable)]
#[apig(verdict = of)]
pub struct Error(pub u8);
