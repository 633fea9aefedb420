use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status = 502 or 504)]
    BackendDown,
}

fn main() {}
