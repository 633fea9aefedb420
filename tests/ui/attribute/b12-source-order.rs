use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0383", retry = Sometimes, status = 77, reason = "no")]
    Busy,
    #[apig(reason = "no", status = 77, retry = Sometimes, code = "APIG.0383")]
    Late,
}

fn main() {}

// errors: 8
