use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status = -1)]
    BackendDown,
}

fn main() {}
