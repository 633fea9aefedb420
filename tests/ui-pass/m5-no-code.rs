//! Responses without a code are claimed with some statuses, or with every one where the variant carries the
//! response; beside codes, under `siblings` and `exhaustive`; and their verdict is that of the status.

use apig_errors::{
    ApigClaims, ApigError, ApigRetryable, Basis, Code, Delivery, Idempotency, Retry, Verdict,
};

#[derive(Debug, ApigRetryable)]
#[apig(siblings, exhaustive(Throttled))]
enum Error {
    #[apig(no_code, status(502, 503, 504))]
    #[apig(code = "APIG.0203")]
    Proxy,
    #[apig(status = 500, no_code, retry = Backoff, reason = "our proxy restarts at night")]
    Restarting { #[apig(message)] page: String },
    #[apig(no_code, status = 429,)]
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(error)] ApigError),
    #[apig(fallback)]
    Other(ApigError),
}

#[derive(Debug, ApigRetryable)]
enum Every {
    #[apig(no_code)]
    Page(#[apig(error)] Box<ApigError>, #[apig(code)] Option<Code>),
    #[apig(fallback)]
    Other(ApigError),
}

#[derive(ApigRetryable)]
enum Declared {
    #[apig(no_code, retry = Never, reason = "our proxy has tried thrice")]
    Page,
}

fn main() {
    let proxy = Error::from(ApigError::parse(502, b"<html>Bad Gateway</html>"));
    assert!(matches!(proxy, Error::Proxy));
    assert_eq!((proxy.verdict().retry, proxy.verdict().basis), (Retry::Backoff, Basis::Status));
    assert!(!proxy.verdict().permits(Idempotency::NotIdempotent));
    assert_eq!((proxy.apig_code(), proxy.actor()), (None, None));

    let restarting = Error::from(ApigError::from_status(500));
    assert!(matches!(&restarting, Error::Restarting { page } if page.is_empty()));
    let declared = Verdict::new(Retry::Backoff, Delivery::MaybeDelivered);
    assert_eq!(restarting.verdict(), declared);
    assert!(matches!(Error::from(ApigError::from_status(429)), Error::Throttled(_)));
    assert!(matches!(Error::from(ApigError::from_status(404)), Error::Other(_)));
    let with_code = ApigError::from_status(502).with_raw_code("DNS.0014");
    assert!(matches!(Error::from(with_code), Error::Other(_)));

    let page = Every::from(ApigError::from_status(503));
    assert!(matches!(&page, Every::Page(response, None) if response.status() == 503));
    assert_eq!(page.verdict(), Verdict::from_status(503));
    assert_eq!(Declared::Page.verdict().retry, Retry::Never);
    assert_eq!(Declared::MAPPING.claims[0].code, None);
}
