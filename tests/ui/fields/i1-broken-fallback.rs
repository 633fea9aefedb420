use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Busy { calls: u8 },
    #[apig(code = "APIG.0383")]
    Late { calls: u8 },
    #[apig(fallback = true)]
    Other(ApigError, u8),
}

fn main() {}

// errors: 5
