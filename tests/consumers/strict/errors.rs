//! The enums.

use core::time::Duration;

use apig_errors::{ApigError, ApigRetryable, Code, Throttle};

/// What `transparent` forwards to.
#[derive(Debug, ApigRetryable)]
#[non_exhaustive]
pub enum Inner {
    /// No response of the gateway.
    #[apig(local, retry = Backoff)]
    Decode,
}

/// Every role and every key.
#[derive(Debug, ApigRetryable)]
#[apig(siblings, exhaustive(Throttled))]
#[non_exhaustive]
pub enum Error<'text, T, const N: usize>
where
    T: Clone,
{
    /// Parts of a response.
    #[apig(code = "APIG.0308")]
    Throttled {
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
        extra: T,
    },
    /// The whole response.
    #[apig(code = "APIG.0201", status(502, 504))]
    #[apig(code("APIG.0202", APIG_0203))]
    BackendDown(#[apig(error)] ApigError),
    /// Every status, and overrides.
    #[apig(code = "APIG.0501", retry = Throttled, reason = "ours resets at midnight")]
    #[apig(unlisted = "ModelArts.81101", status(429, 503), retry = Throttled)]
    Quota {
        /// The response.
        #[apig(error)]
        source: Box<ApigError>,
    },
    /// Another service's code.
    #[apig(unlisted = "DNS.0021", retry = Backoff)]
    Dns(#[apig(message)] String, #[apig(status)] u16),
    /// A proxy's page.
    #[apig(no_code, status(502, 503, 504))]
    Proxy,
    /// Without a field.
    #[apig(code("APIG.0301", "APIG.0307"))]
    Expired,
    /// Deprecated in every part.
    #[deprecated = "use another"]
    #[apig(local)]
    Old(#[deprecated = "use another"] &'text [T; N]),
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

/// Without a `fallback`: its fields' types are checked elsewhere.
#[derive(Debug, ApigRetryable)]
#[non_exhaustive]
pub enum WithoutFallback {
    /// Fields with and without keys.
    #[apig(code = "APIG.0308")]
    Throttled {
        /// How long to wait.
        #[apig(wait)]
        wait: Option<Duration>,
        /// Anything.
        attempts: u32,
    },
    /// The whole response.
    #[apig(code = "APIG.0203")]
    Timeout(#[apig(error)] ApigError),
}

/// Every response without a code.
#[derive(Debug, ApigRetryable)]
#[non_exhaustive]
pub enum Page {
    /// The page.
    #[apig(no_code)]
    Page(#[apig(error)] ApigError),
    /// The rest.
    #[apig(fallback)]
    Other(ApigError),
}

/// Bounded by the user as the derive bounds it, too.
#[derive(Debug, ApigRetryable)]
#[non_exhaustive]
pub enum Bounded<'text, T: ApigRetryable + 'text, const N: usize> {
    /// What another crate says.
    #[apig(transparent)]
    Inner(T),
    /// Anything else.
    #[apig(local)]
    Other(&'text [u8; N]),
}

/// Forwards.
#[derive(Debug, ApigRetryable)]
#[apig(transparent, crate = "::apig_errors")]
pub struct Opaque<'text, T: Clone>(Error<'text, T, 2>);

/// Is judged.
#[derive(Debug, ApigRetryable)]
#[apig(verdict = ApigError::verdict)]
#[non_exhaustive]
pub struct Judged {
    /// The response.
    #[deprecated = "use another"]
    pub response: ApigError,
}

/// Facts alone.
#[derive(Clone, Copy, Debug, ApigRetryable)]
#[non_exhaustive]
pub enum Facts {
    /// No response of the gateway.
    #[apig(local)]
    Decode,
    /// It never left.
    #[apig(local, retry = Backoff, delivery = NotDelivered)]
    Full,
}

/// With the path of the crate; judged by a function.
#[derive(Debug, ApigRetryable)]
#[apig(crate = "::apig_errors")]
#[non_exhaustive]
pub enum Relayed {
    /// Another gateway's response.
    #[apig(local, verdict = ApigError::verdict)]
    Response(ApigError),
}
