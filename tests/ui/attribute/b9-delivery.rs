use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(delivery = NotDelivered)]
    BackendDown,
}

fn main() {}
