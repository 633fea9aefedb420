//! Whatever lints are denied, the generated code has nothing to report.

#![deny(
    missing_docs,
    single_use_lifetimes,
    unreachable_pub,
    unused_qualifications,
    unused_lifetimes,
    missing_debug_implementations,
    trivial_casts,
    trivial_numeric_casts,
    unsafe_code,
    nonstandard_style,
    future_incompatible,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    let_underscore,
    refining_impl_trait,
    keyword_idents,
    unused
)]

use apig_errors::{ApigClaims, ApigError, ApigRetryable, Retry};

/// Private, so that a `pub` inside the generated code would be unreachable.
mod errors {
    use super::{ApigError, ApigRetryable};

    /// With a lifetime and a type parameter.
    #[derive(Debug, ApigRetryable)]
    #[apig(siblings)]
    pub(crate) enum Error<'a, T> {
        /// A claim with a list.
        #[apig(code("APIG.0301", APIG_0307))]
        Expired(#[apig(default)] Option<&'a str>),
        /// An override.
        #[apig(code = "APIG.0501", retry = Throttled, reason = "ours resets at midnight")]
        Quota {
            /// How long to wait.
            #[apig(wait)]
            wait: Option<std::time::Duration>,
        },
        /// Another service's code.
        #[apig(unlisted = "DNS.0021", retry = Backoff)]
        Dns,
        /// A proxy's page.
        #[apig(no_code, status = 502)]
        Proxy,
        /// An error of one's own.
        #[apig(local)]
        Decode(T),
        /// The rest.
        #[apig(fallback)]
        Other(ApigError),
    }

    /// Forwards.
    #[derive(Debug, ApigRetryable)]
    #[apig(transparent)]
    pub(crate) struct Opaque<'a, T>(pub(crate) Error<'a, T>);
}

fn main() {
    use errors::Error;

    let error = Error::<'_, u8>::from(ApigError::from_status(503));
    assert_eq!(error.verdict().retry, Retry::Backoff);
    let all: [Error<'static, u8>; 4] =
        [Error::Expired(Some("a")), Error::Quota { wait: None }, Error::Dns, Error::Decode(1)];
    for error in all {
        let field = match &error {
            Error::Expired(field) => field.map(str::len),
            Error::Quota { wait } => wait.map(|_| 0),
            Error::Decode(field) => Some(usize::from(*field)),
            Error::Other(error) => Some(usize::from(error.status())),
            Error::Dns | Error::Proxy => None,
        };
        assert!(field.is_none_or(|field| field == 1), "{error:?} {:?}", error.verdict());
    }
    assert_eq!(errors::Opaque(Error::<'_, u8>::Proxy).verdict().retry, Retry::Backoff);
    assert_eq!(Error::<'_, u8>::MAPPING.claims.len(), 5);
}
