//! [`ApigRetryable`]: the questions that a failed call has to answer.

#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;
use alloc::{boxed::Box, rc::Rc};
use core::{convert::Infallible, time::Duration};

use crate::{__private1_0::View, Actor, ApigError, Code, Verdict};

/// What a caller needs to know of a failed call: may the request be retried, who has to act.
///
/// Derive it for your error enum (`#[derive(ApigRetryable)]`), or implement it by hand: only
/// [`verdict`](Self::verdict) is required. [`RetryPolicy`](crate::RetryPolicy) turns an
/// implementor into the next step.
///
/// Object safe. Implemented for [`ApigError`], for [`Infallible`], and for `&T`, `&mut T`, `Box<T>`, `Rc<T>` and
/// `Arc<T>`, unsized `T` included.
///
/// ```
/// use apig_errors::{ApigRetryable, Delivery, Retry, Verdict};
///
/// struct CacheIsCold;
///
/// impl ApigRetryable for CacheIsCold {
///     fn verdict(&self) -> Verdict {
///         Verdict::new(Retry::Backoff, Delivery::NotDelivered)
///     }
/// }
///
/// let error: Box<dyn ApigRetryable> = Box::new(CacheIsCold);
/// assert_eq!(error.verdict().retry, Retry::Backoff);
/// assert_eq!(error.apig_code(), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `ApigRetryable`",
    label = "gives no verdict on a failed call",
    note = "for an enum of your own: `#[derive(apig_errors::ApigRetryable)]`"
)]
pub trait ApigRetryable {
    /// May the request be retried, and after what?
    ///
    /// ```
    /// use apig_errors::{ApigError, ApigRetryable, Code, Delivery, Retry};
    ///
    /// let verdict = ApigError::new(502, Code::APIG_0201).verdict();
    /// assert_eq!((verdict.retry, verdict.delivery), (Retry::Backoff, Delivery::MaybeDelivered));
    /// ```
    fn verdict(&self) -> Verdict;

    /// The gateway's code, where there is exactly one. (Not `code`: miette's `Diagnostic` has a
    /// method of that name.)
    ///
    /// ```
    /// use apig_errors::{ApigError, ApigRetryable, Code};
    ///
    /// assert_eq!(ApigError::new(502, Code::APIG_0201).apig_code(), Some(Code::APIG_0201));
    /// assert_eq!(ApigError::from_status(502).apig_code(), None);
    /// ```
    fn apig_code(&self) -> Option<Code> {
        self.__apig_view().apig_code()
    }

    /// Who has to act, where that is known.
    ///
    /// ```
    /// use apig_errors::{Actor, ApigError, ApigRetryable, Code};
    ///
    /// assert_eq!(ApigError::new(413, Code::APIG_0201).actor(), Some(Actor::CallerRequest));
    /// assert_eq!(ApigError::from_status(413).actor(), None);
    /// ```
    fn actor(&self) -> Option<Actor> {
        self.__apig_view().actor()
    }

    /// How long to wait at least before the request is retried, where the response said so.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, ApigRetryable, Code};
    ///
    /// let throttled = ApigError::new(429, Code::APIG_0308);
    /// assert_eq!(throttled.wait_hint(), None);
    /// let throttled = throttled.with_message("over ratelimit,limit:5,time:1 minute");
    /// assert_eq!(throttled.wait_hint(), Some(Duration::from_secs(60)));
    /// ```
    fn wait_hint(&self) -> Option<Duration> {
        self.__apig_view().wait_hint()
    }

    /// The gateway's response, where this error carries it: its request id and message belong in
    /// the log.
    ///
    /// ```
    /// use apig_errors::{ApigError, ApigRetryable, Code};
    ///
    /// let error: Box<dyn ApigRetryable> = Box::new(ApigError::new(504, Code::APIG_0203));
    /// assert_eq!(error.apig_error().unwrap().to_string(), "APIG.0203 (504)");
    /// ```
    fn apig_error(&self) -> Option<&ApigError> {
        self.__apig_view().apig_error()
    }

    /// Returns the request id by which the gateway's operators find the call, where the response
    /// gave one. Verbatim, at most 128 bytes.
    ///
    /// By default that of [`apig_error`](Self::apig_error); the derive also takes it from a field
    /// `#[apig(request_id)]`.
    ///
    /// ```
    /// use apig_errors::{ApigError, ApigRetryable};
    ///
    /// let error: Box<dyn ApigRetryable> = Box::new(ApigError::from_status(502).with_request_id("9f3a"));
    /// assert_eq!(error.request_id(), Some("9f3a"));
    /// ```
    fn request_id(&self) -> Option<&str> {
        let view = self.__apig_view();
        if view.is_by_hand() { self.apig_error()?.request_id() } else { view.request_id() }
    }

    /// Returns the name of the enum's variant: a stable label for logs and metrics.
    ///
    /// `None` by default; the derive fills it, for a `transparent` struct with that of the inner error.
    ///
    /// ```
    /// use apig_errors::{ApigError, ApigRetryable};
    ///
    /// assert_eq!(ApigError::from_status(502).variant(), None);
    /// ```
    fn variant(&self) -> Option<&'static str> {
        self.__apig_view().variant()
    }

    /// What the derive implements, so that the methods above need not be generated for every enum.
    #[doc(hidden)]
    fn __apig_view(&self) -> View<'_> {
        View::BY_HAND
    }
}

/// The error of what cannot fail, for code that is generic over errors. Nobody ever has one.
// Not proposed where a derive was forgotten.
#[diagnostic::do_not_recommend]
impl ApigRetryable for Infallible {
    fn verdict(&self) -> Verdict {
        match *self {}
    }
}

macro_rules! forward {
    ($($pointer:ty),+) => {$(
        impl<T: ApigRetryable + ?Sized> ApigRetryable for $pointer {
            fn verdict(&self) -> Verdict {
                (**self).verdict()
            }

            fn apig_code(&self) -> Option<Code> {
                (**self).apig_code()
            }

            fn actor(&self) -> Option<Actor> {
                (**self).actor()
            }

            fn wait_hint(&self) -> Option<Duration> {
                (**self).wait_hint()
            }

            fn apig_error(&self) -> Option<&ApigError> {
                (**self).apig_error()
            }

            fn request_id(&self) -> Option<&str> {
                (**self).request_id()
            }

            fn variant(&self) -> Option<&'static str> {
                (**self).variant()
            }
        }
    )+};
}

forward!(&T, &mut T, Box<T>, Rc<T>);
// Targets without these atomics have no `Arc`.
#[cfg(target_has_atomic = "ptr")]
forward!(Arc<T>);
