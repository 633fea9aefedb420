use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0501", retry = Throttled)]
    NoReason,
    #[apig(code = "APIG.0502", retry = Backoff, reason = "it heals")]
    TwoWords,
    #[apig(code = "APIG.0302", retry = backoff, reason = "ours is back within minutes")]
    NoSuchClass,
    #[apig(code = "APIG.0308", retry = Throttled, reason = "the gateway says when")]
    ChangesNothing,
    #[apig(local, retry = Never, delivery = MaybeDelivered)]
    DeliveryOfNever,
}

fn main() {}
// errors: 5
