use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, retry = Backoff, delivery = NotDelivered)]
    Connect,
}

fn main() {}
