use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0380", status = 403)]
    ProjectUnavailable,
}

fn main() {}
