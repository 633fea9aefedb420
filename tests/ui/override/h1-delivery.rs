use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0610", delivery = NotDelivered)]
    BackendDown,
}

fn main() {}
