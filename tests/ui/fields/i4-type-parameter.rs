use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error<T> {
    #[apig(code = "APIG.0308")]
    Busy(#[apig(wait)] T),
}

fn main() {}
