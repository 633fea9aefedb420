use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error<T> {
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(wait)] Option<T>),
}

fn main() {}
