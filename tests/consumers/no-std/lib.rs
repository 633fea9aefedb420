//! Generated code with `core` alone, and without a prelude.

#![no_std]
#![no_implicit_prelude]

use ::apig_errors::{ApigError, ApigRetryable, Code, Throttle};
use ::core::{option::Option, time::Duration};

/// What `transparent` forwards to.
#[derive(ApigRetryable)]
pub enum Inner {
    /// No response of the gateway.
    #[apig(local)]
    Decode,
}

/// Every role, and every key whose type needs no allocation.
#[derive(ApigRetryable)]
#[apig(siblings)]
pub enum Error<T> {
    /// Parts of a response.
    #[apig(code = "APIG.0308")]
    Throttled {
        /// Which.
        #[apig(code)]
        code: Option<Code>,
        /// With which status.
        #[apig(status)]
        status: u16,
        /// How long to wait.
        #[apig(wait)]
        wait: Option<Duration>,
        /// What was reached.
        #[apig(throttle)]
        throttle: Option<Throttle>,
        /// Nothing of the response.
        #[apig(default)]
        extra: T,
    },
    /// The whole response, with an override.
    #[apig(code = "APIG.0203")]
    #[apig(code = "APIG.0501", retry = Throttled, reason = "ours resets at midnight")]
    Timeout(#[apig(error)] ApigError),
    /// Another service's code.
    #[apig(unlisted = "DNS.0021", retry = Backoff)]
    Dns,
    /// Forwards.
    #[apig(transparent)]
    Inner(Inner),
    /// The rest.
    #[apig(fallback)]
    Other(ApigError),
}

#[cfg(test)]
mod tests {
    extern crate std;

    use ::apig_errors::{
        ApigClaims, ApigError, ApigRetryable, Code, Idempotency, Retry, RetryPolicy, Step,
    };
    use ::core::{convert::From, iter::Iterator, prelude::rust_2024::test, time::Duration};
    use std::{assert, assert_eq, collections::BTreeSet, matches, panic};

    use super::{Error, Inner};

    #[test]
    fn without_a_prelude_the_mapping_is_the_same() {
        let error = Error::<u8>::from(ApigError::new(429, Code::APIG_0308));
        assert!(matches!(error, Error::Throttled { status: 429, extra: 0, .. }));
        assert_eq!(error.verdict().retry, Retry::Throttled);
        assert_eq!(Error::<u8>::Inner(Inner::Decode).verdict().retry, Retry::Never);
        assert_eq!(Error::<u8>::MAPPING.claims.len(), 4);
    }

    /// Where nothing is random, the seeds are counted; `hygiene.rs` has this run without what other
    /// packages switch on.
    #[test]
    fn calls_that_fail_together_wait_for_different_times() {
        let policy = RetryPolicy::new().with_base_delay(Duration::from_secs(20));
        let wait = |_| match policy.start(Idempotency::Idempotent).on_error(&Error::<u8>::Dns) {
            Step::Wait(wait) => wait,
            other => panic!("{other:?}"),
        };
        assert_eq!((0..8).map(wait).collect::<BTreeSet<_>>().len(), 8);
    }
}
