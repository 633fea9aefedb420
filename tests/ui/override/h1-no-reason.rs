use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0501", retry = Throttled)]
    RetryWithout,
    #[apig(code = "APIG.0610", delivery = NotDelivered)]
    DeliveryWithout,
    #[apig(code = "APIG.0308", reason = "it is the gateway that throttles")]
    ReasonAlone,
    #[apig(code = "APIG.0502", retry = Backoff, reason = "")]
    Empty,
    #[apig(code = "APIG.0302", retry = Backoff, reason = "   ")]
    Blank,
    #[apig(code = "APIG.0304", retry = Backoff, reason = "it heals")]
    TwoWords,
    #[apig(code = "APIG.0306", retry = Backoff, reason = 3)]
    NoText,
    #[apig(code = "APIG.0402", retry = Backoff, reason)]
    Flag,
}

fn main() {}
