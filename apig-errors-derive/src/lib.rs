//! `#[derive(ApigRetryable)]`: maps an error enum to the published codes of Huawei Cloud API Gateway,
//! checked at compile time against the table of 2023-12-22.
//!
//! Depend on [`apig-errors`](https://docs.rs/apig-errors), which re-exports the macro; the code that it
//! generates calls that crate.

mod ast;
mod attr;
mod claim;
mod class;
mod code;
mod derive;
mod docs;
mod errors;
mod expand;
mod fallback;
mod foreign;
mod keys;
mod status;
#[cfg(test)]
mod tests;
mod tokens;
mod valid;

/// Implements [`ApigRetryable`] and [`ApigClaims`] for an enum, and, where one of its variants is the
/// `fallback`, `From<ApigError>`.
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
///     #[apig(foreign = "ModelArts.81101", status = 429, retry = Throttled)]
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
///     #[error("gateway: {0}")]
///     #[apig(fallback)]
///     Other(#[source] ApigError),
/// }
///
/// let error = OrderError::from(ApigError::new(429, Code::APIG_0308));
/// assert!(matches!(error, OrderError::Throttled { .. }));
///
/// // "Request entity too large": nothing claims it, and it is never sent again.
/// let error = OrderError::from(ApigError::new(413, Code::APIG_0201));
/// assert!(matches!(error, OrderError::Other(_)));
/// assert_eq!(error.verdict().retry, Retry::Never);
/// ```
///
/// # On the enum
///
/// | key | meaning |
/// | --- | --- |
/// | `crate = "path"` | where `apig_errors` is found, if it is renamed or re-exported |
/// | `siblings` | claims also match codes of `APIGW` and `APIC` whose number is documented with the status for `APIG` |
/// | `exhaustive` | each of the 70 documented pairs of code and status must be claimed; a `fallback` does not count |
/// | `exhaustive(Backoff, …)` | each pair of these retry classes, by the table, must be |
///
/// # On a variant
///
/// Every variant has a role: one or more claims, each in an attribute of its own, or exactly one of
/// `local`, `transparent` and `fallback`.
///
/// | key | needs | meaning |
/// | --- | --- | --- |
/// | `code = "APIG.0308"` | | claims a documented code |
/// | `code = APIG_0308` | | the same by the constant's name: hover and go-to-definition work |
/// | `code("APIG.0301", APIG_0307)` | | claims several codes |
/// | `status = 502`, `status(502, 504)` | `code` or `foreign` | with these statuses only; for `code` they must be documented, and are required where the code has several |
/// | `status = any` | `code` | with every documented status of a code that has several |
/// | `retry = Backoff` | `code` and `reason`, `foreign` or `local` | overrides the table, or says what the table does not know: `Never`, `Backoff`, `Throttled` or `Reauthenticate` |
/// | `delivery = NotDelivered` | the same | overrides the delivery; without it that of the table; for `foreign` and `local` `NotDelivered` where `retry` is `Throttled`, else `MaybeDelivered` |
/// | `reason = "…"` | `retry` or `delivery` | why, in three words at least; required for an override of the table |
/// | `foreign = "DNS.0014"` | `retry` | claims a code that the table does not hold, by its text; whatever its status, unless one is given |
/// | `local` | | no answer of the gateway: `Never`, unless `retry` is given |
/// | `transparent` | one field | forwards everything to the field, which implements `ApigRetryable` |
/// | `fallback` | one field: `ApigError` or `Box<ApigError>` | takes every answer that nothing claims |
///
/// # On a field of a claiming variant
///
/// | key | type | filled with |
/// | --- | --- | --- |
/// | `error` | `ApigError` or `Box<ApigError>` | the whole answer; the variant then answers as the answer does |
/// | `code` | `Option<Code>` | its code |
/// | `status` | `u16` | its HTTP status |
/// | `message` | `String` | its message, verbatim: it may hold secrets |
/// | `request_id` | `Option<String>` | its request id |
/// | `wait` | `Option<Duration>` | how long to wait at least; `wait_hint()` gives it back |
/// | `throttle` | `Option<Throttle>` | the throttling threshold that was reached |
/// | `default` | any `T: Default` | its default |
///
/// With a `fallback` every field of a claiming variant needs a key, for the conversion fills it;
/// without one no key is needed.
///
/// # What a variant answers
///
/// With an `error` field, what the answer in it says, but for overrides of the claim that it matches.
/// Without one, constants: the retry class of its claims, which must agree (and, unless the class is
/// `Never`, their deliveries too); of deliveries the more cautious, of bases the weakest; a code
/// where there is exactly one (with `siblings` there are three), an actor where all agree. They describe
/// the claims: that an answer came with a status that the table does not document for its code
/// (`Basis::Code`) is known only where the answer is kept. How long the
/// answer asked to wait (`Retry-After`, the throttling window) is then lost, unless a `wait` field
/// keeps it: give one to what is `Throttled`, or the policy has to guess from one second.
///
/// # What an answer becomes
///
/// The first that holds:
///
/// 1. the variant that claims exactly this pair of code and status;
/// 2. where the table does not document this status for the code, the variant that claims every
///    documented pair of it;
/// 3. with `siblings`, for a code of `APIGW` or `APIC` whose pair is documented for `APIG`, as 1;
/// 4. the variant that claims the raw code as `foreign`;
/// 5. the `fallback`.
///
/// The conversion keeps the answer's retry class and never makes its delivery bolder, unless the claim
/// is an override or `foreign`.
///
/// # Errors
///
/// All mistakes of an enum are reported in one run, each once, with the fix written out. After a
/// mistake the implementations are generated all the same, with bodies that are never run, so that
/// nothing else in your crate fails to compile because of it.
#[proc_macro_derive(ApigRetryable, attributes(apig))]
pub fn derive_apig_retryable(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::derive(input.into()).into()
}
