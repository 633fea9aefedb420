use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(fallback)]
    Other,
}

fn main() {}
