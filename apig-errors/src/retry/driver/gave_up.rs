//! [`GaveUp`]: what a call that failed leaves.

use core::{error::Error, fmt, time::Duration};

use crate::{Actor, ApigError, ApigRetryable, Code, Delivery, Retry, StopReason, Verdict};

/// A call that was given up: with which error, why, and after what.
///
/// Its `Display` does not repeat the error, which is its [`source`](Error::source): print the chain.
/// As [`ApigRetryable`] it says what its error says. One that was never sent
/// (`error` is `None`: the line of the [`Gate`](crate::Gate) was too long, or there was no
/// credential) is `Backoff` and `NotDelivered`.
///
/// ```
/// use apig_errors::{ApigError, ApigRetryable, Code, GaveUp, Idempotency, RetryPolicy, StopReason};
///
/// let call = RetryPolicy::new().call(Idempotency::NotIdempotent);
/// let timed_out = || Err::<(), _>(ApigError::new(504, Code::APIG_0203));
/// let gave_up = call.run_blocking(apig_errors::now, std::thread::sleep, timed_out).unwrap_err();
/// assert_eq!(gave_up.reason, StopReason::MaybeDelivered);
/// assert_eq!(gave_up.to_string(), "gave up after 1 attempt: MaybeDelivered");
/// assert_eq!(gave_up.apig_code(), Some(Code::APIG_0203));
/// assert_eq!(gave_up.into_error().unwrap().status(), 504);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GaveUp<E> {
    /// What the last request failed with, or else the renewal of the credential.
    pub error: Option<E>,
    /// Why it is not sent again.
    pub reason: StopReason,
    /// How many requests were sent.
    pub attempts: u32,
    /// How long the call waited in all: back-off, line, budget. The requests' own time is not in it.
    pub waited: Duration,
    /// How much longer it would have had to wait, where that is known and was too long.
    pub wait: Option<Duration>,
}

impl<E> GaveUp<E> {
    /// Returns the error, if a request was sent or a credential was asked for.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy};
    ///
    /// let failed = RetryPolicy::new()
    ///     .call(Idempotency::Idempotent)
    ///     .run_blocking(apig_errors::now, |_| (), || Err::<(), _>(ApigError::from_status(404)));
    /// assert_eq!(failed.unwrap_err().into_error().unwrap().status(), 404);
    /// ```
    #[must_use]
    pub fn into_error(self) -> Option<E> {
        self.error
    }
}

/// Writes `gave up after 3 attempts: AttemptsExhausted`, without the error.
impl<E> fmt::Display for GaveUp<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.attempts {
            0 => write!(f, "gave up before the first attempt: {}", self.reason),
            1 => write!(f, "gave up after 1 attempt: {}", self.reason),
            attempts => write!(f, "gave up after {attempts} attempts: {}", self.reason),
        }
    }
}

/// The source is the error.
impl<E: Error + 'static> Error for GaveUp<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.as_ref().map(|error| error as _)
    }
}

impl<E: ApigRetryable> ApigRetryable for GaveUp<E> {
    fn verdict(&self) -> Verdict {
        match &self.error {
            Some(error) => error.verdict(),
            None => Verdict::new(Retry::Backoff, Delivery::NotDelivered),
        }
    }

    fn apig_code(&self) -> Option<Code> {
        self.error.as_ref()?.apig_code()
    }

    fn actor(&self) -> Option<Actor> {
        self.error.as_ref()?.actor()
    }

    /// The wait that was too long, else the error's: for a `Retry-After` of one's own.
    fn wait_hint(&self) -> Option<Duration> {
        self.wait.or_else(|| self.error.as_ref()?.wait_hint())
    }

    fn apig_error(&self) -> Option<&ApigError> {
        self.error.as_ref()?.apig_error()
    }

    fn request_id(&self) -> Option<&str> {
        self.error.as_ref()?.request_id()
    }

    fn variant(&self) -> Option<&'static str> {
        self.error.as_ref()?.variant()
    }
}
