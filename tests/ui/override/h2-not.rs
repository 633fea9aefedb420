use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, retry = Backoff, delivery = !MaybeDelivered)]
    Io,
}

fn main() {}
