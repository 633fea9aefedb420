//! Another crate's error of the same name is converted as any other.

use apig_errors::{ApigError, ApigRetryable};

mod other {
    #[derive(Debug, thiserror::Error)]
    #[error("something else")]
    pub struct ApigError;
}

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum Error {
    #[error("elsewhere")]
    #[apig(local)]
    Elsewhere(#[from] other::ApigError),
    #[error("gateway")]
    #[apig(fallback)]
    Other(#[source] ApigError),
}

fn main() {
    assert!(matches!(Error::from(other::ApigError), Error::Elsewhere(_)));
    assert!(matches!(Error::from(ApigError::from_status(502)), Error::Other(_)));
}
