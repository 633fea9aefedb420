use apig_errors::{ApigRetryable, Idempotency, RetryPolicy};

#[derive(ApigRetryable)]
enum Error {
    #[apig(local)]
    Decode,
}

fn main() {
    let mut retry = RetryPolicy::new().start(Idempotency::Idempotent);
    let _ = retry.on_error(&Error::Decode);
}
