//! The mapping of an enum as data.

use apig_errors_catalog::Verdict;

/// An enum's mapping, as data: for run-books, coverage tests, dashboards.
///
/// Implemented by `#[derive(ApigRetryable)]` on an enum, and by nothing else: a [`Mapping`] has no constructor, so each was
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

/// One variant's claim of one pair of code and status, or of a status without a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Claim {
    /// The variant's name.
    pub variant: &'static str,
    /// The code, as it is in a body and as [`ApigError::raw_code`](crate::ApigError::raw_code) gives it; `None` for
    /// responses without one (`#[apig(no_code)]`).
    pub code: Option<&'static str>,
    /// The HTTP status; `None` where an unlisted code, or responses without a code, are claimed whatever their
    /// status.
    pub status: Option<u16>,
    /// The verdict: the table's, that of the status where there is no code, or what the attribute declares. Where
    /// neither code nor status nor attribute gives one, each response keeps its own; this is then that of no status at
    /// all, `Never`, with the basis [`Basis::Status`](crate::Basis::Status).
    pub verdict: Verdict,
    /// Why the attribute says otherwise than the table or the status, or whatever an unlisted code's says.
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
