use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", retry = Never, delivery = NotDelivered, reason = "we shed load instead")]
    Throttled,
}

fn main() {}
