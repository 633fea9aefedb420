use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "APIG.0307", retry = Never, reason = "this token is never renewed")]
    Refused,
}

fn main() {}
