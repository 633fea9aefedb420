use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, delivery = NotDelivered)]
    Decode,
}

fn main() {}
