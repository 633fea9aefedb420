use apig_errors::{ApigError, ApigRetryable, Retry};

#[derive(ApigRetryable)]
enum Error<'a, T, const N: usize>
where
    T: Clone,
{
    #[apig(local)]
    Local(&'a [T; N]),
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(message)] &'a str, #[apig(default)] T),
    #[apig(fallback)]
    Other(ApigError),
}

fn verdict<T: Clone>(error: &Error<'_, T, 2>) -> Retry {
    error.verdict().retry
}

fn converted(error: ApigError) -> Error<'static, u8, 1> {
    error.into()
}

fn main() {}
