use apig_errors::{ApigError, ApigRetryable};

#[derive(Debug)]
#[derive(ApigRetryable)]
pub enum Error<'a, T, E, const N: usize = 2>
where
    T: Clone,
{
    #[apig(code = "APIG.0203")]
    Timeout {
        #[apig(default)]
        extra: T,
    },
    #[apig(local)]
    Local(&'a [u8; N]),
    #[apig(transparent)]
    Inner(E),
    #[apig(transparent)]
    Recursive { inner: Box<Self> },
    #[deprecated = "it is decoded elsewhere"]
    #[apig(local, retry = Throttled)]
    r#Decode,
    #[apig(fallback)]
    Other(ApigError),
}
