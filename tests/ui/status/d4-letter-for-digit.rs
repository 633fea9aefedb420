use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status = 5O2)]
    BackendDown,
}

fn main() {}
