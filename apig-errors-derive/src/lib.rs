//! `#[derive(ApigRetryable)]`: maps an error enum to the published codes of Huawei Cloud API Gateway,
//! checked at compile time against the table of 2023-12-22.
//!
//! Depend on [`apig-errors`](https://docs.rs/apig-errors), which re-exports the macro; the code that it
//! generates calls that crate.

mod derive;
#[cfg(test)]
mod tests;

/// Implements [`ApigRetryable`] and [`ApigClaims`] for an enum, and, where one of its variants is the
/// `fallback`, `From<ApigError>`; [`ApigRetryable`] alone for a struct with one field.
///
/// [`ApigRetryable`]: https://docs.rs/apig-errors/latest/apig_errors/trait.ApigRetryable.html
/// [`ApigClaims`]: https://docs.rs/apig-errors/latest/apig_errors/trait.ApigClaims.html
///
/// ```
/// use std::time::Duration;
///
/// use apig_errors::{ApigError, ApigRetryable, Code, Retry};
///
/// #[derive(Debug, thiserror::Error, ApigRetryable)]
/// enum StockError {
///     #[error("out of stock")]
///     #[apig(local)]
///     SoldOut,
/// }
///
/// #[derive(Debug, thiserror::Error, ApigRetryable)]
/// enum OrderError {
///     #[error("slow down (wait {wait:?})")]
///     #[apig(code = "APIG.0308")]
///     Throttled { #[apig(wait)] wait: Option<Duration> },
///
///     #[error("order service is down")]
///     #[apig(code = "APIG.0201", status(502, 504))]
///     #[apig(code("APIG.0202", "APIG.0203", "APIG.0610"))]
///     BackendDown(#[apig(error)] #[source] ApigError),
///
///     #[error("log in again")]
///     #[apig(code("APIG.0301", "APIG.0307", "APIG.1002"))]
///     Expired,
///
///     #[error("quota used up")]
///     #[apig(unlisted = "ModelArts.81101", status = 429, retry = Throttled)]
///     ModelQuota,
///
///     #[error(transparent)]
///     #[apig(transparent)]
///     Stock(#[from] StockError),
///
///     #[error("i/o on the way to the gateway")]
///     #[apig(local, retry = Backoff)] // delivery stays MaybeDelivered: #[from] takes every I/O error
///     Io(#[from] std::io::Error),
///
///     #[error("gateway")]
///     #[apig(fallback)]
///     Other(#[source] ApigError),
/// }
///
/// let error = OrderError::from(ApigError::new(429, Code::APIG_0308));
/// assert!(matches!(error, OrderError::Throttled { .. }));
///
/// // "Request entity too large": nothing claims it, and it is never retried.
/// let error = OrderError::from(ApigError::new(413, Code::APIG_0201));
/// assert!(matches!(error, OrderError::Other(_)));
/// assert_eq!(error.verdict().retry, Retry::Never);
/// ```
#[doc = include_str!("reference.md")]
#[proc_macro_derive(ApigRetryable, attributes(apig))]
pub fn derive_apig_retryable(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::derive(input.into()).into()
}

/// What an editor's server makes of the derive's input, through the runtime crate. Nothing else calls it.
#[doc(hidden)]
#[proc_macro]
pub fn __words(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::words(input.into()).into()
}
