//! Looking along a chain of sources for what gives a verdict.

use alloc::boxed::Box;
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;
use core::error::Error;

use crate::{ApigError, Verdict};

/// How many errors of a chain are looked at. Real chains have a handful; one that never ends must
/// not hang the program that reports it.
const LINKS_LIMIT: usize = 64;

/// Returns the verdict of the first error in a chain of sources that gives one by itself:
/// [`ApigError`], and, with the feature for that client, `reqwest::Error`, `reqwest_middleware::Error` and
/// `ureq::Error`.
///
/// For code that has an erased error in hands. Boxes, `Arc`s and `std::io::Error`s are looked through; at
/// most 64 errors are looked at.
///
/// | error | call | what is seen |
/// | --- | --- | --- |
/// | `anyhow::Error`, `eyre::Report`, with and without context | `verdict_of(&*error)` | yes; not a response that is itself the context (`downcast_ref` finds it) |
/// | `Box<dyn Error>`, with `Send` and `Sync` too | `verdict_of(&*error)` | yes |
/// | tower's `BoxError` | `verdict_of(&*error)` | yes, through layers that keep it as their source |
/// | `std::io::Error`, `Arc` of an error | `verdict_of(&error)` | yes |
/// | `reqwest_middleware::Error` | `verdict_of(&error)` with the feature `reqwest-middleware-0-5`; without it, match it first: `Middleware(error)` is an `anyhow::Error`, `Reqwest(error)` has a verdict | with the feature, for it hides what it holds |
/// | an enum of yours that carries the response as its source | `verdict_of(&error)` | the table's verdict, not the enum's |
/// | an enum of yours without the response, or with `#[error(transparent)]` | downcast to it | no |
/// | tokio's `Elapsed` and `JoinError` | | no: they say nothing of a response |
///
/// **What it cannot see**: the overrides of your enum. An enum that says
/// `#[apig(code = "APIG.0308", delivery = MaybeDelivered, ...)]` would stop a POST, while this
/// returns the verdict of the `ApigError` that it carries. Downcast to your enum first; nor can it
/// see other types that implement [`ApigRetryable`](crate::ApigRetryable).
///
/// ```
/// use std::error::Error;
/// use apig_errors::{ApigError, Code, Retry, verdict_of};
///
/// let error: Box<dyn Error> = Box::new(ApigError::new(429, Code::APIG_0308));
/// assert_eq!(verdict_of(&*error).unwrap().retry, Retry::Throttled);
/// assert_eq!(verdict_of(&std::fmt::Error), None);
/// ```
#[must_use]
pub fn verdict_of(error: &(dyn Error + 'static)) -> Option<Verdict> {
    find_map(error, |link| {
        let verdict = as_apig_error(link).map(ApigError::verdict);
        #[cfg(feature = "reqwest-0-13")]
        let verdict = verdict
            .or_else(|| link.downcast_ref::<reqwest::Error>().map(crate::ApigRetryable::verdict));
        #[cfg(all(
            feature = "reqwest-middleware-0-5",
            not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none")))
        ))]
        let verdict = verdict.or_else(|| {
            link.downcast_ref::<reqwest_middleware::Error>().map(crate::ApigRetryable::verdict)
        });
        #[cfg(feature = "ureq-3")]
        let verdict = verdict
            .or_else(|| link.downcast_ref::<ureq::Error>().map(crate::ApigRetryable::verdict));
        verdict
    })
}

/// The first result for an error of the chain; pointers are looked through.
pub(crate) fn find_map<'e, T>(
    error: &'e (dyn Error + 'static),
    look: impl Fn(&'e (dyn Error + 'static)) -> Option<T>,
) -> Option<T> {
    let mut error = error;
    for _ in 0..LINKS_LIMIT {
        if let Some(found) = look(error) {
            return Some(found);
        }
        error = match held(error) {
            Some(held) => held,
            None => error.source()?,
        };
    }
    None
}

/// The error itself, or what a pointer to one points at.
pub(crate) fn as_apig_error<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e ApigError> {
    if let Some(found) = error.downcast_ref::<ApigError>() {
        return Some(found);
    }
    if let Some(boxed) = error.downcast_ref::<Box<ApigError>>() {
        return Some(boxed);
    }
    // Targets without these atomics have no `Arc`.
    #[cfg(target_has_atomic = "ptr")]
    if let Some(shared) = error.downcast_ref::<Arc<ApigError>>() {
        return Some(shared);
    }
    None
}

/// What a pointer holds, whose `source()` is that of what it points at, so that this would be
/// skipped.
fn held<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    #[cfg(target_has_atomic = "ptr")]
    {
        if let Some(shared) = error.downcast_ref::<Arc<dyn Error + Send + Sync>>() {
            return Some(&**shared);
        }
        if let Some(shared) = error.downcast_ref::<Arc<dyn Error>>() {
            return Some(&**shared);
        }
        // How an I/O error is made to be cloned.
        #[cfg(feature = "std")]
        if let Some(shared) = error.downcast_ref::<Arc<std::io::Error>>() {
            return Some(&**shared);
        }
    }
    #[cfg(feature = "std")]
    if let Some(held) = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        return Some(held);
    }
    #[cfg(not(any(target_has_atomic = "ptr", feature = "std")))]
    let _ = error;
    None
}
