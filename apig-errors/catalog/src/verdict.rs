//! The words of a decision: retry class, delivery, basis, actor.

use core::fmt;

use crate::{code, index, words::words};

words! {
    "apig_errors_catalog"
    /// What may be done with a failed request: the retry class.
    ///
    /// Exhaustive on purpose: a policy has to say what it does with each class. Whether *this*
    /// request may be repeated depends on its [`Delivery`] too: see [`Verdict::permits`].
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Code, Retry};
    ///
    /// assert_eq!(Code::APIG_0307.verdict(401).retry, Retry::Reauthenticate);
    /// assert_eq!(Retry::Backoff.to_string(), "Backoff");
    /// ```
    pub enum Retry {
        /// The same request will fail again: it, or something after it, has to change first.
        Never,
        /// A passing fault: retry after an exponentially growing, jittered wait.
        Backoff,
        /// A throttling threshold was reached: retry when its window is over.
        Throttled,
        /// The credential has expired or is no longer accepted: get a *different* one, then send
        /// once more. Never loop on it: more than five failures in a row lock a key for five
        /// minutes (Huawei Cloud's FAQ on IAM authentication).
        Reauthenticate,
    }
}

words! {
    "apig_errors_catalog"
    /// Whether the API's backend may already have acted on the request.
    ///
    /// It says something where a request may be retried. Beside [`Retry::Never`] it decides nothing: there
    /// the derive takes no `delivery`, and what a program declares is `MaybeDelivered`, whatever its
    /// backend has done.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Code, Delivery};
    ///
    /// // A backend that timed out may have finished the work all the same.
    /// assert_eq!(Code::APIG_0203.verdict(504).delivery, Delivery::MaybeDelivered);
    /// ```
    pub enum Delivery {
        /// The API's backend has not acted on the request: even a POST may be retried.
        NotDelivered,
        /// The API's backend may have acted on it: only an idempotent request may be retried.
        MaybeDelivered,
    }
}

words! {
    "apig_errors_catalog"
    /// What a verdict rests on, the firmest first.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Basis, Code};
    ///
    /// assert_eq!(Code::APIG_0308.verdict(429).basis, Basis::Row);
    /// assert_eq!(Code::APIG_0308.verdict(503).basis, Basis::Code);
    /// assert_eq!(Code::APIGW_0308.verdict(429).basis, Basis::Row);
    /// assert_eq!(Code::parse("APIGW.0203")?.verdict(504).basis, Basis::Sibling);
    /// assert_eq!(Code::parse("APIG.9999")?.verdict(429).basis, Basis::Status);
    /// # Ok::<(), apig_errors_catalog::ParseCodeError>(())
    /// ```
    #[non_exhaustive]
    pub enum Basis {
        /// The table of the code's family has the pair of code and status.
        Row,
        /// The table of the code's family has the code, though not with this status.
        Code,
        /// The table of the code's family lacks it, and that of `APIG` has its number with this status.
        Sibling,
        /// The HTTP status alone.
        Status,
        /// The user wrote it: an override, an `unlisted` code, a local error.
        Declared,
    }
}

words! {
    "apig_errors_catalog"
    /// Who has to act, so that the call succeeds.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Actor, Code};
    ///
    /// assert_eq!(Code::APIG_0502.actor(405), Some(Actor::CallerAccess));
    /// ```
    #[non_exhaustive]
    pub enum Actor {
        /// The caller changes the request.
        CallerRequest,
        /// The caller gets or fixes a credential.
        CallerCredentials,
        /// The caller is granted permission, quota or balance.
        CallerAccess,
        /// The provider who configured the API at the gateway fixes its configuration.
        ApiProvider,
        /// The operator of the backend behind the API.
        BackendOperator,
        /// The operator of the gateway: technical support.
        GatewayOperator,
    }
}

words! {
    "apig_errors_catalog"
    /// Whether sending a request twice has the same effect as sending it once
    /// ([RFC 9110, section 9.2.2](https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2)).
    ///
    /// A POST that carries an idempotency key which the backend honours is
    /// [`Idempotent`](Self::Idempotent) too: the method is only the default.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Code, Idempotency};
    ///
    /// let timeout = Code::APIG_0203.verdict(504);
    /// assert!(timeout.permits(Idempotency::Idempotent));
    /// assert!(!timeout.permits(Idempotency::NotIdempotent));
    /// ```
    pub enum Idempotency {
        /// Repeating the request does no harm: GET, HEAD, OPTIONS, TRACE, PUT, DELETE.
        Idempotent,
        /// Repeating the request may repeat its effect: POST, PATCH, CONNECT, anything unknown.
        NotIdempotent,
    }
}

/// The default of the method, by [RFC 9110, section 9.2.2][rfc]: GET, HEAD, OPTIONS, TRACE, PUT and
/// DELETE are idempotent; POST, PATCH, CONNECT and every extension method are taken as not.
///
/// [rfc]: https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::Idempotency;
///
/// assert_eq!(Idempotency::from(&http::Method::PUT), Idempotency::Idempotent);
/// assert_eq!(Idempotency::from(&http::Method::POST), Idempotency::NotIdempotent);
/// ```
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
impl From<&http::Method> for Idempotency {
    fn from(method: &http::Method) -> Self {
        if method.is_idempotent() { Self::Idempotent } else { Self::NotIdempotent }
    }
}

/// The same as for `&Method`.
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
impl From<http::Method> for Idempotency {
    fn from(method: http::Method) -> Self {
        Self::from(&method)
    }
}

/// What to do about a failed request, and what that rests on.
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::{Basis, Code, Delivery, Idempotency, Retry};
///
/// let verdict = Code::APIG_0201.verdict(504);
/// assert_eq!(verdict.retry, Retry::Backoff);
/// assert_eq!(verdict.delivery, Delivery::MaybeDelivered);
/// assert_eq!(verdict.basis, Basis::Row);
/// assert!(verdict.permits(Idempotency::Idempotent));
/// assert_eq!(verdict.to_string(), "Backoff, MaybeDelivered (Row)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Verdict {
    /// What may be done with the request.
    pub retry: Retry,
    /// Whether the backend may have acted on it already.
    pub delivery: Delivery,
    /// What the two above rest on.
    pub basis: Basis,
}

impl Verdict {
    /// A verdict of one's own, basis [`Basis::Declared`]: for implementations by hand.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Basis, Delivery, Retry, Verdict};
    ///
    /// const CACHE_IS_COLD: Verdict = Verdict::new(Retry::Backoff, Delivery::NotDelivered);
    /// assert_eq!(CACHE_IS_COLD.basis, Basis::Declared);
    /// ```
    #[must_use]
    #[inline]
    pub const fn new(retry: Retry, delivery: Delivery) -> Self {
        Self { retry, delivery, basis: Basis::Declared }
    }

    /// The verdict where nothing but the HTTP status is known: 429 is [`Retry::Throttled`]; 502,
    /// 503 and 504 are [`Retry::Backoff`]; everything else, numbers that are no HTTP status
    /// included, is [`Retry::Never`].
    ///
    /// The delivery is always [`Delivery::MaybeDelivered`], for nobody vouches that nothing was
    /// done; the basis is [`Basis::Status`].
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Retry, Verdict};
    ///
    /// assert_eq!(Verdict::from_status(503).retry, Retry::Backoff);
    /// assert_eq!(Verdict::from_status(500).retry, Retry::Never);
    /// ```
    #[must_use]
    #[inline]
    pub const fn from_status(status: u16) -> Self {
        let retry = match status {
            429 => Retry::Throttled,
            502..=504 => Retry::Backoff,
            _ => Retry::Never,
        };
        Self { retry, delivery: Delivery::MaybeDelivered, basis: Basis::Status }
    }

    /// The verdict on an respond with this code, as it is in the body, and this HTTP status: that of
    /// [`Code::verdict`](crate::Code::verdict) where the text is a code of the gateway's families, else
    /// [`from_status`](Self::from_status).
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Code, Verdict};
    ///
    /// assert_eq!(Verdict::from_raw_code("APIG.0308", 429), Code::APIG_0308.verdict(429));
    /// assert_eq!(Verdict::from_raw_code("DNS.0014", 429), Verdict::from_status(429));
    /// ```
    #[must_use]
    #[inline]
    pub const fn from_raw_code(raw_code: &str, status: u16) -> Self {
        match code::split(raw_code.as_bytes()) {
            // Digits that are none are not documented either.
            Some((family, digits)) => index::verdict(family, digits, status),
            None => Self::from_status(status),
        }
    }

    /// Whether a request of this kind may be retried at all, when its time has come.
    ///
    /// Never, if the class is [`Retry::Never`]; always, if the request was not delivered; else only
    /// if it is idempotent.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Code, Idempotency};
    ///
    /// // Refused at the gateway: even a POST may be repeated after the window.
    /// assert!(Code::APIG_0308.verdict(429).permits(Idempotency::NotIdempotent));
    /// ```
    #[must_use]
    #[inline]
    pub const fn permits(self, request: Idempotency) -> bool {
        match (self.retry, self.delivery, request) {
            (Retry::Never, _, _) | (_, Delivery::MaybeDelivered, Idempotency::NotIdempotent) => {
                false
            }
            (_, Delivery::NotDelivered, _) | (_, _, Idempotency::Idempotent) => true,
        }
    }

    /// The same verdict on another basis: for generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn on(self, basis: Basis) -> Self {
        Self { basis, ..self }
    }
}

/// `Backoff, MaybeDelivered (Row)`: retry class, delivery and, in brackets, the basis.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} ({})", self.retry, self.delivery, self.basis)
    }
}

const _: () = assert!(size_of::<Verdict>() <= 4);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_on_another_basis_is_otherwise_the_same() {
        for &basis in Basis::ALL {
            let verdict = Verdict::new(Retry::Throttled, Delivery::NotDelivered).on(basis);
            let expected = (Retry::Throttled, Delivery::NotDelivered, basis);
            assert_eq!((verdict.retry, verdict.delivery, verdict.basis), expected);
        }
    }
}
