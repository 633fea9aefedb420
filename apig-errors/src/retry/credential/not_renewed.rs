//! [`NotRenewed`]: why there is no credential.

use core::{error::Error, fmt, time::Duration};

/// There is no credential, and why.
///
/// ```
/// use std::time::Duration;
/// use apig_errors::{ApigError, Credential};
///
/// let token = Credential::<String>::new();
/// let down = || Err(ApigError::from_status(503));
/// let failed = token.get_blocking(|| Duration::ZERO, down).unwrap_err();
/// assert_eq!(failed.error.unwrap().status(), 503);
/// // Nobody asks the identity service again before this.
/// assert!(failed.retry_at >= Duration::from_secs(1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotRenewed<E> {
    /// What the renewal failed with; `None` where this call did not try it itself.
    pub error: Option<E>,
    /// No renewal is tried before this time, of the clock that `now` is from.
    pub retry_at: Duration,
    /// Whether the last renewal was refused, so that it is not worth waiting for the next one.
    pub is_refused: bool,
}

impl<E> fmt::Display for NotRenewed<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.error, self.is_refused) {
            (Some(_), _) => f.write_str("the credential could not be renewed"),
            (None, true) => {
                f.write_str("the renewal of the credential was refused a short time ago")
            }
            (None, false) => f.write_str("the renewal of the credential failed a short time ago"),
        }
    }
}

/// The source is the renewal's error.
impl<E: Error + 'static> Error for NotRenewed<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.as_ref().map(|error| error as _)
    }
}
