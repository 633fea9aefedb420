//! For programs whose client gives responses of the `http` crate (1.x) with the body read: hyper, tower,
//! test doubles.

use http::{Response, StatusCode};

use crate::ApigError;

/// Turns a response that is an error into an [`ApigError`], body and headers included.
///
/// For `http::Response` with a body in memory (`Vec<u8>`, `bytes::Bytes`, `String`, `&[u8]`), and only
/// for it: no other type can implement this trait. Where a body is a stream, collect it first, with a
/// limit and a time-out of your own: a response of the gateway has some hundred bytes. The recipe
/// `with_hyper` shows it.
///
/// ```
/// use apig_errors::{Code, http_1::ApigResponseExt};
///
/// let served = http::Response::new("order 7");
/// assert_eq!(served.apig_error_for_status()?.into_body(), "order 7");
///
/// let refused = http::Response::builder().status(429).body(r#"{"error_code":"APIG.0308"}"#)?;
/// assert_eq!(refused.apig_error_for_status().unwrap_err().code(), Some(Code::APIG_0308));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub trait ApigResponseExt: sealed::Sealed + Sized {
    /// Returns the response as it is, unless its status is an error: 400 to 599. Whether a 2xx body reports an
    /// error is not decided here; [`ErrorBody::raw_code`](crate::ErrorBody::raw_code) says it.
    ///
    /// # Errors
    ///
    /// For a status from 400 to 599 the [`ApigError`] of status, headers and body, as
    /// [`ApigError::from_parts`] reads them.
    ///
    /// ```
    /// use apig_errors::http_1::ApigResponseExt;
    ///
    /// let moved = http::Response::builder().status(302).body(Vec::new())?;
    /// assert!(moved.apig_error_for_status().is_ok());
    /// # Ok::<(), http::Error>(())
    /// ```
    fn apig_error_for_status(self) -> Result<Self, ApigError>;
}

impl<B: AsRef<[u8]>> ApigResponseExt for Response<B> {
    fn apig_error_for_status(self) -> Result<Self, ApigError> {
        if !is_error(self.status()) {
            return Ok(self);
        }
        let (parts, body) = self.into_parts();
        Err(ApigError::from_parts(&parts, body.as_ref()))
    }
}

/// The most that is read of an error's body, in bytes. A response of the gateway has some hundred; what is
/// larger was written by somebody else.
#[cfg(any(feature = "reqwest-0-13", feature = "ureq-3"))]
pub(crate) const BODY_LIMIT: usize = 64 * 1024;

/// Whether a status is that of an error, as clients take it: 400 to 599.
pub(crate) fn is_error(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

mod sealed {
    pub trait Sealed {}

    impl<B: AsRef<[u8]>> Sealed for http::Response<B> {}
}
