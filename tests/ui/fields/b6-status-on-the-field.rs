use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201")]
    BackendDown(#[apig(status = 502)] u16),
}

fn main() {}
