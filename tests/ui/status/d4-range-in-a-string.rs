use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status = "500-504")]
    BackendDown,
}

fn main() {}
