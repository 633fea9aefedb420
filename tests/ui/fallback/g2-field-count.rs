use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum None {
    #[apig(fallback)]
    Other,
}

#[derive(ApigRetryable)]
enum Two {
    #[apig(fallback)]
    Other(ApigError, u16),
}

fn main() {}
