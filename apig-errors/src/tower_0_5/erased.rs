//! [`Erased`]: a `BoxError` with a verdict.

use alloc::boxed::Box;
use core::{error::Error, fmt, time::Duration};

use crate::{Actor, ApigError, ApigRetryable, Code, Delivery, Retry, Verdict, verdict_of};

/// An error whose type is gone, tower's `BoxError`, with the verdict of what is in it.
///
/// That is the one of [`verdict_of`], with its limits: an enum of yours in the box counts with the table's verdict, not
/// with its overrides. An error that has none, such as that of a time-out or of a full queue, is `Never` and
/// `MaybeDelivered`.
///
/// Its `Display` does not repeat the error, which is its [`source`](Error::source): print the chain.
///
/// ```
/// use apig_errors::{ApigError, ApigRetryable, Code, Delivery, Retry, tower_0_5::Erased};
/// use tower::BoxError;
///
/// let error = Erased::from(BoxError::from(ApigError::new(503, Code::APIG_0613)));
/// assert_eq!(error.apig_code(), Some(Code::APIG_0613));
/// assert_eq!(error.verdict().delivery, Delivery::NotDelivered);
/// let error = Erased::from(BoxError::from("the queue is full"));
/// assert_eq!(error.verdict().retry, Retry::Never);
/// ```
#[derive(Debug)]
pub struct Erased(Box<dyn Error + Send + Sync>);

impl Erased {
    /// Returns the error.
    ///
    /// ```
    /// use apig_errors::tower_0_5::Erased;
    /// use tower::BoxError;
    ///
    /// let error = Erased::from(BoxError::from("the queue is full"));
    /// assert_eq!(error.into_inner().to_string(), "the queue is full");
    /// ```
    #[must_use]
    pub fn into_inner(self) -> Box<dyn Error + Send + Sync> {
        self.0
    }
}

impl From<Box<dyn Error + Send + Sync>> for Erased {
    fn from(error: Box<dyn Error + Send + Sync>) -> Self {
        Self(error)
    }
}

/// Writes `the service failed`, without the error.
impl fmt::Display for Erased {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the service failed")
    }
}

/// The source is the error in the box.
impl Error for Erased {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

impl ApigRetryable for Erased {
    fn verdict(&self) -> Verdict {
        verdict_of(&*self.0).unwrap_or(Verdict::new(Retry::Never, Delivery::MaybeDelivered))
    }

    fn apig_code(&self) -> Option<Code> {
        self.apig_error()?.apig_code()
    }

    fn actor(&self) -> Option<Actor> {
        self.apig_error()?.actor()
    }

    fn wait_hint(&self) -> Option<Duration> {
        self.apig_error()?.wait_hint()
    }

    fn apig_error(&self) -> Option<&ApigError> {
        ApigError::find(&*self.0)
    }
}
