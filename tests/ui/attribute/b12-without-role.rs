use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(status = 99, retry = sometimes, delivery = surely)]
    Busy,
}

fn main() {}
// errors: 3
