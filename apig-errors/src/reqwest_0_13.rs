//! For programs that use reqwest 0.13: its responses as [`ApigError`](crate::ApigError), its errors with a
//! verdict.

use alloc::string::ToString;
use core::error::Error;

#[cfg(all(
    feature = "reqwest-0-13-blocking",
    not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none")))
))]
pub use response::ApigBlockingResponseExt;
#[cfg(not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none"))))]
pub use response::ApigResponseExt;

use crate::{ApigRetryable, Delivery, Retry, Verdict};

/// The first that holds:
///
/// | failure | retry class | delivery |
/// | --- | --- | --- |
/// | no connection (`is_connect`): refused, no such host, TLS, no connection in time | `Backoff` | `NotDelivered` |
/// | the time is over (`is_timeout`) | `Backoff` | `MaybeDelivered` |
/// | while the request was sent or the response was awaited (`is_request`) | `Backoff` | `MaybeDelivered` |
/// | a body broke off or is damaged (`is_body`, `is_decode`) | `Backoff` | `MaybeDelivered` |
/// | anything else: a request that cannot be built, redirects, a body that is not the JSON expected (`is_decode` too), `error_for_status` | `Never` | `MaybeDelivered` |
///
/// The basis is [`Basis::Declared`](crate::Basis::Declared). With it,
/// `#[apig(transparent)] Http(#[from] reqwest::Error)` is right by itself.
///
/// Its `Display` shows the URL with the query: call `without_url` on it where a query holds secrets, as
/// signed URLs do.
///
/// An error of `error_for_status` has lost the body, and with it the code: use
/// [`ApigResponseExt`](crate::reqwest_0_13::ApigResponseExt) instead.
///
/// Limit: of a chain of redirects, the error tells only of the last request. Where a POST is
/// redirected to a page with its result (303) and there is no connection to that one, the POST was
/// delivered all the same: follow no redirects (`redirect::Policy::none`) for requests that must
/// not be repeated.
///
/// ```
/// use std::net::TcpListener;
/// use apig_errors::{ApigRetryable, Idempotency};
///
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// // A port at which nobody listens any more.
/// let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
///
/// let client = reqwest::Client::builder().no_proxy().build()?;
/// let error = client.post(format!("http://{address}/orders")).send().await.unwrap_err();
/// assert!(error.verdict().permits(Idempotency::NotIdempotent));
/// # Ok(())
/// # }
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest-0-13")))]
impl ApigRetryable for reqwest::Error {
    fn verdict(&self) -> Verdict {
        // A connection that could not be made in time is both; nothing was sent over it.
        if is_connect(self) {
            Verdict::new(Retry::Backoff, Delivery::NotDelivered)
        } else if self.is_timeout() || self.is_request() || is_body(self) {
            Verdict::new(Retry::Backoff, Delivery::MaybeDelivered)
        } else {
            Verdict::new(Retry::Never, Delivery::MaybeDelivered)
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none"))))]
fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// A browser does not tell.
#[cfg(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none")))]
fn is_connect(_: &reqwest::Error) -> bool {
    false
}

/// Whether a body did not arrive as it was sent. Of the body of a response reqwest says `is_decode` then,
/// as it says of one that did arrive and is no JSON: the cause tells them apart.
fn is_body(error: &reqwest::Error) -> bool {
    error.is_body() || error.is_decode() && !error.source().is_some_and(is_json)
}

/// Whether this is an error of `serde_json`. Told by the place that it names, for a dependency on that crate
/// would be one for all who use reqwest without JSON. (Both verdicts are as cautious of delivery.)
fn is_json(cause: &(dyn Error + 'static)) -> bool {
    let text = cause.to_string();
    // `… at line 1 column 7`
    let place = text.rsplit_once(" at line ").and_then(|(_, place)| place.split_once(" column "));
    let is_number = |text: &str| text.parse::<usize>().is_ok();
    cause.source().is_none()
        && place.is_some_and(|(line, column)| is_number(line) && is_number(column))
}

#[cfg(not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none"))))]
mod response {
    use std::vec::Vec;

    use reqwest::Response;

    #[cfg(feature = "reqwest-0-13-blocking")]
    use crate::error_body;
    use crate::{ApigError, http_1::BODY_LIMIT, http_1::is_error};

    /// Turns a response that is an error into an [`ApigError`], body and headers included.
    ///
    /// For `reqwest::Response`, and only for it: no other type can implement this trait. Not on
    /// `wasm32-unknown-unknown`, where reqwest reads bodies only as a whole.
    ///
    /// ```
    /// use apig_errors::{Code, reqwest_0_13::ApigResponseExt};
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let body = r#"{"error_msg":"Backend timeout.","error_code":"APIG.0203"}"#;
    /// # let server = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    /// # let url = format!("http://{}/", server.local_addr()?);
    /// # let response = move || async move { (axum::http::StatusCode::GATEWAY_TIMEOUT, body) };
    /// # let routes = axum::Router::new().fallback(response);
    /// # tokio::spawn(async move { axum::serve(server, routes).await });
    /// let client = reqwest::Client::builder().no_proxy().build()?;
    /// let response = client.get(url).send().await?.apig_error_for_status().await;
    /// assert_eq!(response.unwrap_err().code(), Some(Code::APIG_0203));
    /// # Ok(())
    /// # }
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest-0-13")))]
    pub trait ApigResponseExt: sealed::Sealed + Sized {
        /// The response as it is, its body unread, unless its status is an error: 400 to 599, as
        /// for reqwest's own `error_for_status`. Whether a 2xx body reports an error is not
        /// decided here; [`ErrorBody::raw_code`](crate::ErrorBody::raw_code) tells.
        ///
        /// # Errors
        ///
        /// For a status from 400 to 599 the [`ApigError`] of status, headers and body, as
        /// [`ApigError::from_http`] reads them. Of the body at most 64 KiB are read; a connection
        /// with more to come is given up. A failure while the body is read (the connection
        /// breaks, the client's time-out passes) is no error of its own: what had arrived counts.
        /// How long that may take is the client's to say (`timeout`, `read_timeout`): there is no
        /// time-out here.
        ///
        /// ```
        /// use apig_errors::{Code, reqwest_0_13::ApigResponseExt};
        ///
        /// # #[tokio::main]
        /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
        /// // Stands for what a client has received.
        /// let served = reqwest::Response::from(http::Response::new("order 7"));
        /// assert_eq!(served.apig_error_for_status().await?.text().await?, "order 7");
        ///
        /// let refused = http::Response::builder().status(429).body(r#"{"error_code":"APIG.0308"}"#)?;
        /// let error = reqwest::Response::from(refused).apig_error_for_status().await.unwrap_err();
        /// assert_eq!(error.code(), Some(Code::APIG_0308));
        /// # Ok(())
        /// # }
        /// ```
        fn apig_error_for_status(self) -> impl Future<Output = Result<Self, ApigError>> + Send;
    }

    impl ApigResponseExt for Response {
        async fn apig_error_for_status(mut self) -> Result<Self, ApigError> {
            if !is_error(self.status()) {
                return Ok(self);
            }
            let mut body = Vec::new();
            while body.len() < BODY_LIMIT {
                let Ok(Some(chunk)) = self.chunk().await else { break };
                let room = chunk.len().min(BODY_LIMIT - body.len());
                body.extend_from_slice(&chunk[..room]);
            }
            Err(ApigError::from_http(self.status(), self.headers(), &body))
        }
    }

    /// The same as [`ApigResponseExt`] for `reqwest::blocking::Response`.
    ///
    /// ```
    /// use apig_errors::{Code, reqwest_0_13::ApigBlockingResponseExt};
    /// use reqwest::blocking::Response;
    ///
    /// let refused = http::Response::builder().status(429).body(r#"{"error_code":"APIG.0308"}"#)?;
    /// let error = Response::from(refused).apig_error_for_status().unwrap_err();
    /// assert_eq!(error.code(), Some(Code::APIG_0308));
    /// # Ok::<(), http::Error>(())
    /// ```
    #[cfg(feature = "reqwest-0-13-blocking")]
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest-0-13-blocking")))]
    pub trait ApigBlockingResponseExt: sealed::Sealed + Sized {
        /// Returns the response as it is, unless its status is from 400 to 599.
        ///
        /// # Errors
        ///
        /// As [`ApigResponseExt::apig_error_for_status`], but for time: the blocking client counts its
        /// `timeout` anew for each piece of a body, so that a server which sends a byte now and then could
        /// hold the thread for as long as it likes. Here a piece that comes more than a second after the
        /// first is the last that is read. (A `timeout` of the request, not of the client, holds for the
        /// whole of it anyway.) So the body takes at most twice the client's `timeout` and a second.
        ///
        /// ```
        /// use apig_errors::reqwest_0_13::ApigBlockingResponseExt;
        /// use reqwest::blocking::Response;
        ///
        /// let served = Response::from(http::Response::new("order 7"));
        /// assert!(served.apig_error_for_status().is_ok());
        /// ```
        fn apig_error_for_status(self) -> Result<Self, ApigError>;
    }

    #[cfg(feature = "reqwest-0-13-blocking")]
    impl ApigBlockingResponseExt for reqwest::blocking::Response {
        fn apig_error_for_status(mut self) -> Result<Self, ApigError> {
            if !is_error(self.status()) {
                return Ok(self);
            }
            let body = error_body::read(&mut self);
            Err(ApigError::from_http(self.status(), self.headers(), &body))
        }
    }

    mod sealed {
        pub trait Sealed {}

        impl Sealed for reqwest::Response {}
        #[cfg(feature = "reqwest-0-13-blocking")]
        impl Sealed for reqwest::blocking::Response {}
    }
}
