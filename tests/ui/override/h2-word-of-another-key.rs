use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, retry = NotDelivered)]
    Io,
}

fn main() {}
