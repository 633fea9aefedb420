use apig_errors::ApigRetryable;

#[derive(Debug)]
#[derive(ApigRetryable)]
#[apig(transparent)]
pub struct Error<E>
where
    E: Clone,
{
    pub error: E,
}
