//! A struct with one field is `transparent`, or has a `verdict`: unnamed or named, with parameters, with the crate
//! elsewhere, around anything that implements the trait; and what it forwards is everything.

use std::time::Duration;

use apig_errors::{ApigError, ApigRetryable, Code, Delivery, Retry, Verdict};

mod sdk {
    pub use apig_errors as errors;
}

#[derive(Debug, ApigRetryable)]
enum Inner {
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(wait)] Option<Duration>),
    #[apig(fallback)]
    Other(ApigError),
}

#[derive(Debug, ApigRetryable)]
#[apig(transparent)]
pub struct Error(Inner);

impl<E: Into<Inner>> From<E> for Error {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

#[derive(ApigRetryable)]
#[apig(crate = "sdk::errors")]
#[apig(transparent)]
struct r#Named<'a, T: ?Sized, const N: usize>
where
    T: ApigRetryable + 'a,
{
    r#type: &'a T,
}

#[derive(ApigRetryable)]
#[apig(transparent)]
#[deprecated]
struct Generic<E>(#[deprecated] E);

#[derive(ApigRetryable)]
#[apig(transparent)]
struct Dynamic(Box<dyn ApigRetryable + Send + Sync>);

#[derive(Debug, thiserror::Error, ApigRetryable)]
#[error(transparent)]
#[apig(transparent)]
struct Newtype(#[from] ApigError);

#[derive(ApigRetryable)]
#[apig(verdict = Self::of_io)]
struct Io {
    error: std::io::Error,
}

impl Io {
    fn of_io(error: &std::io::Error) -> Verdict {
        let delivery = match error.kind() {
            std::io::ErrorKind::ConnectionRefused => Delivery::NotDelivered,
            _ => Delivery::MaybeDelivered,
        };
        Verdict::new(Retry::Backoff, delivery)
    }
}

fn convert(response: ApigError) -> Result<(), Error> {
    Err(response)?
}

fn newtype(response: ApigError) -> Result<(), Newtype> {
    Err(response)?
}

#[allow(deprecated)]
fn main() {
    let wait = Some(Duration::from_secs(2));
    let error = Error(Inner::Throttled(wait));
    assert_eq!(error.verdict(), Code::APIG_0308.verdict(429));
    assert_eq!((error.apig_code(), error.wait_hint()), (Some(Code::APIG_0308), wait));
    assert_eq!((error.actor(), error.variant()), (error.0.actor(), Some("Throttled")));
    let response = ApigError::from_status(502).with_request_id("9f3a");
    let error = convert(response.clone()).expect_err("it is one");
    assert_eq!((error.apig_error(), error.request_id()), (Some(&response), Some("9f3a")));

    let newtype = newtype(response.clone()).expect_err("it is one");
    assert_eq!((newtype.apig_error(), newtype.variant()), (Some(&response), None));

    let named = Named::<_, 3> { r#type: &error };
    assert_eq!((named.verdict(), named.variant()), (response.verdict(), Some("Other")));
    assert_eq!(Generic(&named).variant(), Some("Other"));
    assert_eq!(Dynamic(Box::new(response.clone())).verdict(), response.verdict());
    let refused = Io { error: std::io::ErrorKind::ConnectionRefused.into() };
    assert_eq!(refused.verdict().delivery, Delivery::NotDelivered);
    assert_eq!((refused.variant(), refused.apig_code(), refused.request_id()), (None, None, None));
}
