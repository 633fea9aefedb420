use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", retry = Throttled, delivery = NotDelivered, reason = "we were told so")]
    Busy,
}

fn main() {}
