use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.٠٣٠٨")]
    Throttled,
}

fn main() {}
