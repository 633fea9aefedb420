use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0383")]
    Busy { calls: u8 },
    #[apig(code = "APIG.0301")]
    Refused(#[apig(message)] &'static str),
    #[apig(transparent)]
    Disk(std::io::Error),
    #[apig(fallback)]
    Other(Vec<u8>),
}

fn main() {}

// errors: 5
