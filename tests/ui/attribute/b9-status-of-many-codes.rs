use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(status = 502)]
    BackendDown,
}

fn main() {}
