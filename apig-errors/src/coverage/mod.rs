//! [`Coverage`]: an enum's mapping, held against the published table.

mod markdown;

use apig_errors_catalog::{Basis, Code, Family, Row, TABLES, Table, Verdict};

use crate::{ApigClaims, Claim, Mapping};

/// What becomes of each documented response in the enum `E`: which variant claims it, whether the
/// fallback takes it, where the enum decides otherwise than the table, and why.
///
/// For a test that shows a change of the mapping to its reviewer, and, through the `Display` of
/// [`Coverage`], for a run-book. `E` is an enum with `#[derive(ApigRetryable)]`; nothing of it is
/// constructed.
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use apig_errors::{ApigError, ApigRetryable, Code, Retry, coverage};
///
/// #[derive(ApigRetryable)]
/// enum OrderError {
///     #[apig(code = "APIG.0308")]
///     Throttled,
///     #[apig(code = "APIG.0201", status(502, 504))]
///     BackendDown,
///     #[apig(fallback)]
///     Other(ApigError),
/// }
///
/// let coverage = coverage::<OrderError>();
/// assert_eq!(coverage.variant_of(Code::APIG_0201, 502), Some("BackendDown"));
/// assert_eq!(coverage.variant_of(Code::APIG_0201, 413), Some("Other"));
///
/// // Everything that the table calls throttled is claimed by name.
/// assert!(coverage.unclaimed().all(|pair| pair.verdict().retry != Retry::Throttled));
/// # }
/// ```
#[must_use]
pub const fn coverage<E: ApigClaims>() -> Coverage {
    Coverage::new(E::MAPPING)
}

/// An enum's mapping, held against the published table: made by [`coverage`].
///
/// Small and `Copy`: what its methods give is looked up on each call, without allocation. `Display`
/// writes a run-book's page, see there.
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use apig_errors::{ApigRetryable, coverage};
///
/// #[derive(ApigRetryable)]
/// enum OrderError {
///     #[apig(code = "APIG.0308")]
///     Throttled,
///     #[apig(code = "APIG.0103", retry = Backoff, reason = "we deploy anew every night")]
///     Deploying,
/// }
///
/// let coverage = coverage::<OrderError>();
/// assert_eq!(coverage.pairs().count(), 70);
/// assert_eq!(coverage.claimed().count(), 2);
/// assert_eq!(coverage.mapping.fallback, None);
///
/// let [overridden] = coverage.overridden().collect::<Vec<_>>()[..] else { panic!("one") };
/// assert_eq!(overridden.row.code.to_string(), "APIG.0103");
/// assert_eq!(overridden.reason(), "we deploy anew every night");
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Coverage {
    /// What this was made from: the enum's name, its claims, its fallback, and whether the claims
    /// match sibling families too.
    pub mapping: Mapping,
}

impl Coverage {
    /// The coverage of a mapping that is at hand as a value.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// use apig_errors::{ApigClaims, ApigRetryable, coverage, coverage::Coverage};
    ///
    /// #[derive(ApigRetryable)]
    /// enum Error {
    ///     #[apig(code = "APIG.0308")]
    ///     Throttled,
    /// }
    ///
    /// assert_eq!(Coverage::new(Error::MAPPING), coverage::<Error>());
    /// # }
    /// ```
    #[must_use]
    pub const fn new(mapping: Mapping) -> Self {
        Self { mapping }
    }

    /// Each documented pair of code and status, in the table's order, with who takes it: the 70 of `APIG`, or those
    /// of the families that the enum claims codes of.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, Code, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// # }
    /// assert_eq!(coverage::<Error>().pairs().next().unwrap().row.code, Code::APIG_0101);
    /// # }
    /// ```
    pub fn pairs(&self) -> impl Iterator<Item = CoveredPair> + use<> {
        let mapping = self.mapping;
        self.tables().flat_map(pairs_of).map(move |row| {
            // With `siblings`, what is claimed of `APIG` is claimed of the number, in every family.
            let is_claimed = |claimed: &Row| {
                claimed == row
                    || mapping.siblings
                        && claimed.code.family() == Family::Apig
                        && (claimed.code.number(), claimed.status)
                            == (row.code.number(), row.status)
            };
            let claim =
                mapping.claims.iter().find(|claim| documented_row(claim).is_some_and(is_claimed));
            let handler = match (claim, mapping.fallback) {
                (Some(claim), _) => Handler::Claim(claim),
                (None, Some(variant)) => Handler::Fallback(variant),
                (None, None) => Handler::Unhandled,
            };
            CoveredPair { row, handler }
        })
    }

    /// The tables of the families that the enum claims codes of, in the order of [`TABLES`]; that of `APIG` where it
    /// claims none.
    fn tables(&self) -> impl Iterator<Item = &'static Table> + use<> {
        let mapping = self.mapping;
        let is_claimed = move |family: Family| {
            let mut rows = mapping.claims.iter().filter_map(documented_row);
            rows.any(|row| row.code.family() == family)
        };
        let is_any = Family::ALL.iter().any(|family| is_claimed(*family));
        let is_covered = move |table: &&Table| match table.family {
            Family::Apig if !is_any => true,
            family => is_claimed(family),
        };
        TABLES.iter().copied().filter(is_covered)
    }

    /// The documented pairs that a variant claims by name.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, Code, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// #     #[apig(code = "APIG.0103", retry = Backoff, reason = "we deploy nightly")] Deploying,
    /// # }
    /// let claimed: Vec<_> = coverage::<Error>().claimed().map(|pair| pair.row.code).collect();
    /// assert_eq!(claimed, [Code::APIG_0103, Code::APIG_0308]);
    /// # }
    /// ```
    pub fn claimed(&self) -> impl Iterator<Item = CoveredPair> + use<> {
        self.pairs().filter(|pair| pair.claim().is_some())
    }

    /// The documented pairs that no variant claims: they go to the fallback, or to nobody where
    /// there is none.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// # }
    /// assert_eq!(coverage::<Error>().unclaimed().count(), 69);
    /// # }
    /// ```
    pub fn unclaimed(&self) -> impl Iterator<Item = CoveredPair> + use<> {
        self.pairs().filter(|pair| pair.claim().is_none())
    }

    /// The documented pairs for which the enum decides otherwise than the table; the reason that it
    /// gives is [`CoveredPair::reason`], what the table says is in [`CoveredPair::row`].
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, Retry, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// #     #[apig(code = "APIG.0103", retry = Backoff, reason = "we deploy nightly")] Deploying,
    /// # }
    /// let pair = coverage::<Error>().overridden().next().unwrap();
    /// assert_eq!((pair.row.verdict.retry, pair.verdict().retry), (Retry::Never, Retry::Backoff));
    /// # }
    /// ```
    pub fn overridden(&self) -> impl Iterator<Item = CoveredPair> + use<> {
        self.pairs().filter(CoveredPair::is_overridden)
    }

    /// The claims of codes that the table does not hold (`#[apig(unlisted = "…")]`), in the order of
    /// the enum.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// #     #[apig(unlisted = "DNS.0014", retry = Backoff)] Busy,
    /// # }
    /// assert_eq!(coverage::<Error>().unlisted().next().unwrap().code, Some("DNS.0014"));
    /// # }
    /// ```
    pub fn unlisted(&self) -> impl Iterator<Item = &'static Claim> + use<> {
        let is_unlisted = |claim: &&Claim| claim.code.is_some() && documented_row(claim).is_none();
        self.mapping.claims.iter().filter(is_unlisted)
    }

    /// The claims of responses without a code (`#[apig(no_code)]`), in the order of the enum.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// #     #[apig(no_code, status(502, 503))] Proxy,
    /// # }
    /// let statuses: Vec<_> = coverage::<Error>().no_code().map(|claim| claim.status).collect();
    /// assert_eq!(statuses, [Some(502), Some(503)]);
    /// # }
    /// ```
    pub fn no_code(&self) -> impl Iterator<Item = &'static Claim> + use<> {
        self.mapping.claims.iter().filter(|claim| claim.code.is_none())
    }

    /// The variants that claim something, in the order of the enum, each with its claims.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// #     #[apig(code = "APIG.0103", retry = Backoff, reason = "we deploy nightly")] Deploying,
    /// # }
    /// let names: Vec<_> = coverage::<Error>().variants().map(|variant| variant.name()).collect();
    /// assert_eq!(names, ["Throttled", "Deploying"]);
    /// # }
    /// ```
    pub fn variants(&self) -> impl Iterator<Item = CoveredVariant> + use<> {
        self.mapping
            .claims
            .chunk_by(|one, next| one.variant == next.variant)
            .map(|claims| CoveredVariant { claims })
    }

    /// The variant that takes this documented pair; `None` where nobody does, and where the table
    /// does not hold the pair.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, Code, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// # }
    /// let coverage = coverage::<Error>();
    /// assert_eq!(coverage.variant_of(Code::APIG_0308, 429), Some("Throttled"));
    /// assert_eq!(coverage.variant_of(Code::APIG_0308, 503), None);
    /// # }
    /// ```
    #[must_use]
    pub fn variant_of(&self, code: Code, status: u16) -> Option<&'static str> {
        self.pairs().find(|pair| pair.row.code == code && pair.row.status == status)?.variant()
    }
}

/// The rows of a table, of several about one pair the first.
fn pairs_of(table: &'static Table) -> impl Iterator<Item = &'static Row> {
    let rows = table.rows;
    let is_first = |at: usize, row: &Row| {
        !rows[..at].iter().any(|before| before.code == row.code && before.status == row.status)
    };
    rows.iter().enumerate().filter(move |&(at, row)| is_first(at, row)).map(|(_, row)| row)
}

/// The row that a claim is about; `None` for an unlisted code, and for none.
fn documented_row(claim: &Claim) -> Option<&'static Row> {
    Code::parse(claim.code?).ok()?.row(claim.status?)
}

/// A documented pair of code and status, and who takes it: from [`Coverage::pairs`].
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use apig_errors::{ApigRetryable, coverage, coverage::Handler};
///
/// #[derive(ApigRetryable)]
/// enum Error {
///     #[apig(code = "APIG.0101")]
///     NoSuchApi,
/// }
///
/// let pair = coverage::<Error>().pairs().next().unwrap();
/// assert_eq!((pair.row.code.to_string().as_str(), pair.row.status), ("APIG.0101", 404));
/// assert_eq!(pair.variant(), Some("NoSuchApi"));
/// assert!(matches!(pair.handler, Handler::Claim(_)));
/// // Two lines of the table are about this pair.
/// assert_eq!(pair.rows().count(), 2);
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CoveredPair {
    /// The line of the table; of several about one pair the first. Its verdict is the table's.
    pub row: &'static Row,
    /// Who takes a response with this pair.
    pub handler: Handler,
}

impl CoveredPair {
    /// All lines of the table that are about this pair, alike in everything but their texts.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// # }
    /// // `APIG.0101` is the one pair with two lines.
    /// let pairs = coverage::<Error>().pairs();
    /// assert_eq!(pairs.filter(|pair| pair.rows().count() == 2).count(), 1);
    /// # }
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = &'static Row> + use<> {
        let status = self.row.status;
        self.row.code.rows().iter().filter(move |row| row.status == status)
    }

    /// The claim, where a variant claims the pair by name.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// #     #[apig(code = "APIG.0103", retry = Backoff, reason = "we deploy nightly")] Deploying,
    /// # }
    /// let pair = coverage::<Error>().overridden().next().unwrap();
    /// assert_eq!(pair.claim().unwrap().variant, "Deploying");
    /// # }
    /// ```
    #[must_use]
    pub const fn claim(&self) -> Option<&'static Claim> {
        match self.handler {
            Handler::Claim(claim) => Some(claim),
            Handler::Fallback(_) | Handler::Unhandled => None,
        }
    }

    /// The variant that takes it: by name, or as the fallback.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigError, ApigRetryable, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// #     #[apig(fallback)] Other(ApigError),
    /// # }
    /// let pair = coverage::<Error>().unclaimed().next().unwrap();
    /// assert_eq!(pair.variant(), Some("Other"));
    /// # }
    /// ```
    #[must_use]
    pub const fn variant(&self) -> Option<&'static str> {
        match self.handler {
            Handler::Claim(claim) => Some(claim.variant),
            Handler::Fallback(variant) => Some(variant),
            Handler::Unhandled => None,
        }
    }

    /// The verdict that holds in this enum: the claim's where there is one, else the table's.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, Retry, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// #     #[apig(code = "APIG.0103", retry = Backoff, reason = "we deploy nightly")] Deploying,
    /// # }
    /// let pair = coverage::<Error>().overridden().next().unwrap();
    /// assert_eq!(pair.verdict().retry, Retry::Backoff);
    /// # }
    /// ```
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        match self.handler {
            Handler::Claim(claim) => claim.verdict,
            Handler::Fallback(_) | Handler::Unhandled => self.row.verdict,
        }
    }

    /// Whether the enum decides otherwise than the table.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// #     #[apig(code = "APIG.0103", retry = Backoff, reason = "we deploy nightly")] Deploying,
    /// # }
    /// assert!(!coverage::<Error>().pairs().next().unwrap().is_overridden());
    /// # }
    /// ```
    #[must_use]
    pub const fn is_overridden(&self) -> bool {
        matches!(self.verdict().basis, Basis::Declared)
    }

    /// Why the verdict is what it is: the override's own reason, else the first row's.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// #     #[apig(code = "APIG.0103", retry = Backoff, reason = "we deploy nightly")] Deploying,
    /// # }
    /// let pair = coverage::<Error>().overridden().next().unwrap();
    /// assert_eq!(pair.reason(), "we deploy nightly");
    /// # }
    /// ```
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self.claim() {
            Some(Claim { reason: Some(reason), .. }) => reason,
            _ => self.row.reason,
        }
    }
}

/// Who takes a response with a documented pair of code and status.
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use apig_errors::{ApigRetryable, coverage, coverage::Handler};
///
/// #[derive(ApigRetryable)]
/// enum Error {
///     #[apig(code = "APIG.0308")]
///     Throttled,
/// }
///
/// // Without a fallback, nobody takes the rest.
/// assert!(coverage::<Error>().unclaimed().all(|pair| pair.handler == Handler::Unhandled));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Handler {
    /// The variant that claims it by name.
    Claim(&'static Claim),
    /// The variant with this name, which takes what nothing claims.
    Fallback(&'static str),
    /// No variant: the enum has no fallback and cannot be converted into.
    Unhandled,
}

/// A variant that claims something: from [`Coverage::variants`].
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use apig_errors::{ApigRetryable, coverage};
///
/// #[derive(ApigRetryable)]
/// enum Error {
///     #[apig(code("APIG.0301", "APIG.0307"))]
///     Expired,
///     #[apig(unlisted = "ModelArts.81101", retry = Throttled)]
///     ModelQuota,
/// }
///
/// let coverage = coverage::<Error>();
/// let [expired, quota] = coverage.variants().collect::<Vec<_>>()[..] else { panic!("two") };
/// assert_eq!((expired.name(), expired.rows().count()), ("Expired", 2));
/// assert_eq!((quota.name(), quota.rows().count(), quota.claims.len()), ("ModelQuota", 0, 1));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CoveredVariant {
    /// Its claims, at least one, in the order in which they are written.
    pub claims: &'static [Claim],
}

impl CoveredVariant {
    /// The variant's name.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// # }
    /// assert_eq!(coverage::<Error>().variants().next().unwrap().name(), "Throttled");
    /// # }
    /// ```
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self.claims {
            [claim, ..] => claim.variant,
            [] => "",
        }
    }

    /// The lines of the table that it claims, in the order of its claims; unlisted codes, and responses without one, have none.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// # use apig_errors::{ApigRetryable, coverage};
    /// # #[derive(ApigRetryable)]
    /// # enum Error {
    /// #     #[apig(code = "APIG.0308")] Throttled,
    /// # }
    /// let throttled = coverage::<Error>().variants().next().unwrap();
    /// assert_eq!(throttled.rows().next().unwrap().status, 429);
    /// # }
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = &'static Row> + use<> {
        self.claims.iter().filter_map(documented_row).flat_map(|claimed| {
            claimed.code.rows().iter().filter(|row| row.status == claimed.status)
        })
    }
}
