use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", retry = Reauth, reason = "the key is then locked")]
    Busy,
}

fn main() {}
