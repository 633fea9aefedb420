//! The mapping of an enum as data.

use apig_errors_catalog::Verdict;

/// An enum's mapping, as data: for run-books, coverage tests, dashboards.
///
/// Implemented by `#[derive(ApigRetryable)]`, and by nothing else: a [`Mapping`] has no constructor, so each was
/// proved against the table when its enum was compiled, and items may be added to this trait.
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use apig_errors::{ApigClaims, ApigRetryable};
///
/// #[derive(ApigRetryable)]
/// enum Error {
///     #[apig(code = "APIG.0308")]
///     Throttled,
///     #[apig(local)]
///     Decode,
/// }
///
/// assert_eq!(Error::MAPPING.claims.len(), 1);
/// assert_eq!(Error::MAPPING.claims[0].variant, "Throttled");
/// assert_eq!(Error::MAPPING.fallback, None);
/// # }
/// ```
pub trait ApigClaims {
    /// What each variant claims.
    const MAPPING: Mapping;
}

/// The mapping of one enum: [`ApigClaims::MAPPING`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Mapping {
    /// The enum's name.
    pub name: &'static str,
    /// One claim a pair of code and status, in the order of the enum; first the documented codes of
    /// an attribute, then the next attribute, then the next variant.
    pub claims: &'static [Claim],
    /// The variant that takes what nothing claims; without one the enum cannot be converted into.
    pub fallback: Option<&'static str>,
    /// Whether claims match codes of the families `APIGW` and `APIC` too.
    pub siblings: bool,
}

/// One variant's claim of one pair of code and status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Claim {
    /// The variant's name.
    pub variant: &'static str,
    /// The code, as it is in a body.
    pub code: &'static str,
    /// The HTTP status; `None` for an unlisted code that is claimed whatever its status.
    pub status: Option<u16>,
    /// The verdict: the table's, or what the attribute declares.
    pub verdict: Verdict,
    /// Why the attribute says otherwise than the table, or whatever an unlisted code's says.
    pub reason: Option<&'static str>,
}

/// For generated code.
impl Mapping {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        claims: &'static [Claim],
        fallback: Option<&'static str>,
        siblings: bool,
    ) -> Self {
        Self { name, claims, fallback, siblings }
    }
}
