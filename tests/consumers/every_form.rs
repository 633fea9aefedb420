//! Every form that the derive knows, in what Rust of every edition can say: a module of one package
//! for each edition.

use apig_errors::{ApigError, ApigRetryable, Code, Throttle};
use std::time::Duration;

/// What `transparent` forwards to.
#[derive(Debug, ApigRetryable)]
#[apig(exhaustive(Throttled))]
pub enum Inner {
    /// Claimed by the constant's name.
    #[apig(code = APIG_0308)]
    Throttled,
}

/// Claims, fields, generics, raw names, deprecated parts.
#[derive(Debug, ApigRetryable)]
#[apig(siblings, crate = "::apig_errors")]
pub enum Every<'a, T, const N: usize>
where
    T: 'a,
{
    /// Every part of a response.
    #[apig(code = "APIG.0308")]
    Parts {
        /// Which.
        #[apig(code)]
        code: Option<Code>,
        /// With which status.
        #[apig(status)]
        status: u16,
        /// What the gateway says.
        #[apig(message)]
        message: String,
        /// Its request.
        #[apig(request_id)]
        request_id: Option<String>,
        /// How long to wait.
        #[apig(wait)]
        wait: Option<Duration>,
        /// What was reached.
        #[apig(throttle)]
        throttle: Option<Throttle>,
        /// Nothing of the response.
        #[apig(default)]
        attempts: u32,
    },
    /// A code with several statuses.
    #[apig(code = "APIG.0201", status(502, 504))]
    #[apig(code("APIG.0202", APIG_0203))]
    BackendDown(#[apig(error)] ApigError),
    /// An override of the table; boxed.
    #[apig(code = "APIG.0613")]
    #[apig(code = "APIG.0501", retry = Throttled, reason = "ours resets at midnight")]
    Quota {
        /// The response.
        #[apig(error)]
        r#dyn: Box<ApigError>,
    },
    /// Another service's codes; names that are words in a later edition.
    #[apig(unlisted = "DNS.0021", retry = Backoff)]
    #[apig(unlisted = "ModelArts.81101", status(429, 503), retry = Backoff)]
    r#Foreign {
        /// The response's message.
        #[apig(message)]
        r#async: String,
        /// The response's status.
        #[apig(status)]
        r#gen: u16,
        /// Nothing of the response.
        #[apig(default)]
        r#try: u8,
    },
    /// A proxy's page.
    #[apig(no_code, status(502, 503, 504))]
    #[apig(no_code, status = 500, retry = Backoff, reason = "our proxy restarts at night")]
    Proxy {
        /// The page.
        #[apig(message)]
        page: String,
    },
    /// Deprecated in every part.
    #[deprecated = "use another"]
    #[apig(local, retry = Backoff, delivery = NotDelivered)]
    Old(#[deprecated = "use another"] &'a [T; N]),
    /// Judged by a function.
    #[apig(local, verdict = ::apig_errors::ApigError::verdict)]
    Relayed(ApigError),
    /// Forwards.
    #[apig(transparent)]
    Inner(Inner),
    /// Forwards to itself.
    #[apig(transparent)]
    Again {
        /// Another of these.
        inner: Box<Self>,
    },
    /// The rest.
    #[apig(fallback)]
    Other(Box<ApigError>),
}

/// A struct that forwards.
#[derive(Debug, ApigRetryable)]
#[apig(transparent, crate = "::apig_errors")]
pub struct Opaque<E>(E);

/// A struct that a function judges.
#[derive(Debug, ApigRetryable)]
#[apig(verdict = ::apig_errors::ApigError::verdict)]
pub struct Judged {
    /// The response.
    pub r#async: ApigError,
}

/// A module of a type, made by a macro, and its enum with the macro's names and the user's.
macro_rules! module {
    ($module:ident, $ty:ty, $($variant:ident = $code:expr),*) => {
        /// An enum for a type.
        pub mod $module {
            use ::apig_errors::{ApigError, ApigRetryable};

            /// Made by a macro.
            #[derive(Debug, ApigRetryable)]
            pub enum Error {
                $(
                    /// A claim.
                    #[apig(code = $code)]
                    $variant(#[apig(default)] $ty),
                )*
                /// The rest.
                #[apig(fallback)]
                Other(ApigError),
            }
        }
    };
}

module!(of_bytes, Vec<u8>, Throttled = "APIG.0308", r#Timeout = "APIG.0203");
module!(of_text, Option<&'static str>, Expired = "APIG.0307");

/// An enum of its own for each function: neither sees the other's.
pub fn inside_a_function<T>(value: T, status: u16) -> (T, bool) {
    #[derive(ApigRetryable)]
    enum Error {
        #[apig(code = "APIG.0308")]
        Throttled,
        #[apig(fallback)]
        Other(ApigError),
    }
    let error = Error::from(ApigError::new(status, Code::APIG_0308));
    let _ = Error::verdict(&error);
    (
        value,
        match error {
            Error::Throttled => true,
            Error::Other(other) => other.code().is_none(),
        },
    )
}

/// Something to have methods.
pub struct Client;

impl Client {
    /// An enum inside a method.
    #[must_use]
    pub fn inside_a_method(&self) -> &'static str {
        #[derive(ApigRetryable)]
        enum Error {
            #[apig(local)]
            Decode,
        }
        let _ = Error::Decode;
        <Error as ::apig_errors::ApigClaims>::MAPPING.name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use apig_errors::{ApigClaims, Retry};

    type Error = Every<'static, String, 2>;

    #[test]
    fn every_claim_finds_its_variant() {
        let error = Error::from(ApigError::new(429, Code::APIG_0308).with_message("slow down"));
        let Every::Parts { code, status, message, request_id, wait, throttle, attempts } = error
        else {
            unreachable!("it is claimed")
        };
        assert_eq!(code, Some(Code::APIG_0308));
        assert_eq!((status, message.as_str(), attempts), (429, "slow down", 0));
        assert!(request_id.is_none() && wait.is_none() && throttle.is_none());
        let error = Error::from(ApigError::new(504, Code::APIG_0203));
        assert!(matches!(error, Every::BackendDown(_)));
        let error = Error::from(ApigError::new(405, Code::APIG_0501));
        assert!(matches!(error, Every::Quota { .. }));
        assert_eq!(error.verdict().retry, Retry::Throttled);
        let error = Error::from(ApigError::from_status(503).with_raw_code("ModelArts.81101"));
        assert!(matches!(error, Every::Foreign { r#gen: 503, .. }));
        let error = Error::from(ApigError::new(413, Code::APIG_0201));
        assert!(matches!(error, Every::Other(_)));
        let error = Error::from(ApigError::parse(502, b"<html>"));
        assert!(matches!(error, Every::Proxy { ref page } if page == "<html>"));
    }

    #[test]
    fn a_transparent_variant_forwards() {
        let error: Error = Every::Again { inner: Box::new(Every::Inner(Inner::Throttled)) };
        assert_eq!(error.verdict().retry, Retry::Throttled);
        assert_eq!(error.apig_code(), Some(Code::APIG_0308));
    }

    #[test]
    fn a_variant_is_judged() {
        let error: Error = Every::Relayed(ApigError::from_status(503));
        assert_eq!((error.verdict().retry, error.apig_error()), (Retry::Backoff, None));
    }

    #[test]
    fn a_struct_forwards_and_is_judged() {
        let opaque = Opaque(Inner::Throttled);
        assert_eq!(
            (opaque.verdict().retry, opaque.variant()),
            (Retry::Throttled, Some("Throttled"))
        );
        let judged = Judged { r#async: ApigError::from_status(503) };
        assert_eq!((judged.verdict().retry, judged.apig_error()), (Retry::Backoff, None));
    }

    #[test]
    fn a_raw_name_is_told_without_its_prefix() {
        let variants = Error::MAPPING.claims.iter().map(|claim| claim.variant);
        assert_eq!(variants.filter(|variant| *variant == "Foreign").count(), 3);
    }

    #[test]
    fn an_enum_in_a_macro_a_function_and_a_method() {
        let error = of_bytes::Error::from(ApigError::new(504, Code::APIG_0203));
        assert!(matches!(error, of_bytes::Error::Timeout(_)));
        assert_eq!(of_text::Error::MAPPING.claims.len(), 1);
        assert_eq!(inside_a_function('a', 429), ('a', true));
        assert_eq!(inside_a_function('a', 503), ('a', true));
        assert_eq!(Client.inside_a_method(), "Error");
    }
}
