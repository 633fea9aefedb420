use apig_errors::{Idempotency, RetryPolicy};

enum Error {
    Decode,
}

fn main() {
    let mut retry = RetryPolicy::new().start(Idempotency::Idempotent);
    let _ = retry.on_error(&Error::Decode);
}
