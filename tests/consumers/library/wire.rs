//! How the failures are known: private, so free to change.

use std::{error::Error, fmt, io, thread, time::Duration};

use apig_errors::{
    ApigError, ApigRetryable, Delivery, Gate, GaveUp, Idempotency, RetryPolicy, now,
};

use crate::{ErrorKind, Send};

static GATE: Gate = Gate::new();

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum Response {
    #[error("the item is sold out")]
    #[apig(unlisted = "ORDER.0042", retry = Never)]
    SoldOut(#[apig(error)] ApigError),
    #[error("the order is too large")]
    #[apig(code = "APIG.0201", status = 413)]
    TooLarge(#[apig(error)] ApigError),
    #[error("too many calls")]
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(error)] ApigError),
    #[error("the credential is refused")]
    #[apig(code("APIG.0301", "APIG.0307"))]
    Unauthorized(#[apig(error)] ApigError),
    #[error("no response")]
    #[apig(local, retry = Backoff)]
    Io(#[from] io::Error),
    #[error("the service failed")]
    #[apig(fallback)]
    Other(#[source] ApigError),
}

/// A call that was given up.
pub(crate) struct Failure(GaveUp<Response>);

impl Failure {
    pub(crate) fn kind(&self) -> ErrorKind {
        match &self.0.error {
            Some(Response::SoldOut(_)) => ErrorKind::SoldOut,
            Some(Response::TooLarge(_)) => ErrorKind::TooLarge,
            Some(Response::Throttled(_)) => ErrorKind::Throttled,
            Some(Response::Unauthorized(_)) => ErrorKind::Unauthorized,
            Some(Response::Io(_) | Response::Other(_)) | None => ErrorKind::Unavailable,
        }
    }

    pub(crate) fn may_be_placed(&self) -> bool {
        let delivery = self.0.error.as_ref().map(|error| error.verdict().delivery);
        delivery == Some(Delivery::MaybeDelivered)
    }

    pub(crate) fn retry_after(&self) -> Option<Duration> {
        self.0.error.as_ref()?.wait_hint()
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        self.0.error.as_ref()?.request_id()
    }

    /// The error and all of its sources, in one line.
    pub(crate) fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(error) = &self.0.error else { return write!(f, "{}", self.0.reason) };
        write!(f, "{error}")?;
        let mut source = error.source();
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

pub(crate) fn place_order(send: &Send<'_>, item: &str) -> Result<String, Failure> {
    let once = || match send(&format!("/orders/{item}"))? {
        (200..=299, body) => Ok(String::from_utf8_lossy(&body).into_owned()),
        (status, body) => Err(Response::from(ApigError::parse(status, &body))),
    };
    RetryPolicy::interactive()
        .call(Idempotency::NotIdempotent)
        .gate(&GATE)
        .run_blocking(now, thread::sleep, once)
        .map_err(Failure)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use apig_errors::{ApigClaims, Code};

    use super::*;
    use crate::Client;

    /// What a client says when the service responds like this, and how many requests that took.
    fn failed(error: &ApigError) -> (crate::Error, u32) {
        let count = Cell::new(0);
        let respond = |_: &str| {
            count.set(count.get() + 1);
            Ok((error.status(), error.to_body().into_bytes()))
        };
        (Client::new(&respond).place_order("tea").unwrap_err(), count.get())
    }

    #[test]
    fn failures_are_told_in_the_librarys_own_words() {
        let serve = |_: &str| Ok((200, b"order 7".to_vec()));
        assert_eq!(Client::new(&serve).place_order("tea").unwrap(), "order 7");

        let sold_out = ApigError::from_status(409).with_raw_code("ORDER.0042");
        let (error, requests) = failed(&sold_out.with_request_id("9f3a"));
        assert_eq!(
            (error.kind(), error.request_id(), requests),
            (ErrorKind::SoldOut, Some("9f3a"), 1)
        );

        let (error, requests) = failed(&ApigError::new(504, Code::APIG_0203));
        assert_eq!(
            (error.kind(), error.may_be_placed(), requests),
            (ErrorKind::Unavailable, true, 1)
        );
        assert_eq!(error.to_string(), "the service failed: APIG.0203 (504)");

        // Last, for the gate is shut after it.
        let throttled = ApigError::new(429, Code::APIG_0308)
            .with_message("over ratelimit,limit:5,time:1 minute");
        let (error, requests) = failed(&throttled);
        assert_eq!(
            (error.kind(), error.may_be_placed(), requests),
            (ErrorKind::Throttled, false, 1)
        );
        assert_eq!(error.retry_after(), Some(Duration::from_secs(60)));
    }

    /// Ambiguous, and so no compile, for a type that implements the trait.
    macro_rules! assert_does_not_implement {
        ($of:ty: $($of_trait:path),+ $(,)?) => {$({
            trait Other<A> {
                fn only() {}
            }
            impl<T: ?Sized> Other<()> for T {}
            struct Implements;
            impl<T: ?Sized + $of_trait> Other<Implements> for T {}
            <$of as Other<_>>::only();
        })+};
    }

    #[test]
    fn the_interface_has_no_trace_of_the_crate_behind_it() {
        assert_does_not_implement!(
            crate::Error: ApigRetryable, ApigClaims, From<ApigError>, From<Response>, Into<ApigError>,
        );
        assert_does_not_implement!(ErrorKind: ApigRetryable, From<ApigError>);
        // Nobody finds it along the sources, by a downcast.
        let (error, _) = failed(&ApigError::new(504, Code::APIG_0203));
        assert!(Error::source(&error).is_none());
        assert!(ApigError::find(&error).is_none());
        // Nor in a signature: the file that is the interface does not name it, and hands nothing on.
        let interface = include_str!("lib.rs");
        let code = interface.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code: String = code.collect::<Vec<_>>().join("\n");
        assert!(!code.contains("apig") && !code.contains("pub use") && !code.contains("pub mod"));
        assert!(code.contains("mod wire;"));
        assert!(!include_str!("wire.rs").lines().any(|line| line.trim_start().starts_with("pub ")));
        // Debug and Display give no type away.
        assert!(!format!("{error:?}").contains("Apig"), "{error:?}");
    }
}
