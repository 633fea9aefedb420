use apig_errors::{ApigClaims, ApigError, ApigRetryable, Retry};

#[derive(ApigRetryable)]
enum Error<'a, T, const N: usize>
where
    T: Clone,
{
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(local)]
    Local(&'a [T; N]),
    #[apig(fallback)]
    Other(ApigError),
}

fn verdict<'a, T, const N: usize>(error: &Error<'a, T, N>) -> Retry
where
    T: Clone,
{
    error.verdict().retry
}

fn converted<T: Clone>(error: ApigError) -> Error<'static, T, 2> {
    error.into()
}

fn dynamic<'e>(error: &'e Error<'static, u8, 1>) -> &'e dyn ApigRetryable {
    error
}

fn claims() -> usize {
    Error::<'static, String, 3>::MAPPING.claims.len()
}

fn main() {}
