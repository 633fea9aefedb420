//! For programs that use ureq 3: its responses as [`ApigError`], its errors with a verdict, and
//! [agents](agent) that keep the bodies of errors.
//!
//! By default ureq turns a status from 400 to 599 into
//! [`ureq::Error::StatusCode`] and drops the body, and with it the code. So three lines make a client:
//!
//! ```
//! use apig_errors::{Code, ureq_3::{self, ApigResponseExt}};
//!
//! # use std::{io::{Read, Write}, net::TcpListener, thread};
//! # let server = TcpListener::bind("127.0.0.1:0")?;
//! # let url = format!("http://{}/orders", server.local_addr()?);
//! # thread::spawn(move || {
//! #     let body = r#"{"error_msg":"Backend timeout.","error_code":"APIG.0203"}"#;
//! #     for mut stream in server.incoming().flatten() {
//! #         let _ = stream.read(&mut [0; 1024]);
//! #         let _ = write!(stream, "HTTP/1.1 504 X\r\nContent-Length: {}\r\n\r\n{body}", body.len());
//! #     }
//! # });
//! let agent = ureq_3::agent();
//! let response = agent.post(&url).send_empty()?;
//! let error = response.apig_error_for_status().unwrap_err();
//! assert_eq!(error.code(), Some(Code::APIG_0203));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::io::ErrorKind;

use http::Response;
use ureq::{Agent, Body, Timeout, config::ConfigBuilder, typestate::AgentScope};

use crate::{
    ApigError, ApigRetryable, Delivery, Retry, Verdict, error_body, http_1::is_error, verdict_of,
};

/// Returns an agent with ureq's own settings, but that the bodies of errors are kept.
///
/// ```
/// assert!(!apig_errors::ureq_3::agent().config().http_status_as_error());
/// ```
#[must_use]
pub fn agent() -> Agent {
    config_builder().build().into()
}

/// Returns the settings of [`agent`], to be completed: time-outs, proxies, TLS.
///
/// ureq has no time-out by default. One for the body ends a response that stalls.
///
/// ```
/// use std::time::Duration;
/// use ureq::Agent;
///
/// let config = apig_errors::ureq_3::config_builder()
///     .timeout_connect(Some(Duration::from_secs(5)))
///     .timeout_per_call(Some(Duration::from_secs(30)))
///     .build();
/// let agent: Agent = config.into();
/// assert!(!agent.config().http_status_as_error());
/// ```
#[must_use]
pub fn config_builder() -> ConfigBuilder<AgentScope> {
    Agent::config_builder().http_status_as_error(false)
}

/// Turns a response that is an error into an [`ApigError`], body and headers included.
///
/// For `http::Response<ureq::Body>`, and only for it: no other type can implement this trait. An agent
/// that was not made by [`agent`] or [`config_builder`] gives no response for an error, so that there is
/// nothing to read.
///
/// ```
/// use apig_errors::{Code, ureq_3::ApigResponseExt};
/// use ureq::Body;
///
/// // Stands for what an agent has received.
/// let served = http::Response::new(Body::builder().data("order 7"));
/// assert_eq!(served.apig_error_for_status()?.body_mut().read_to_string()?, "order 7");
///
/// let body = Body::builder().data(r#"{"error_code":"APIG.0308"}"#);
/// let refused = http::Response::builder().status(429).body(body)?;
/// assert_eq!(refused.apig_error_for_status().unwrap_err().code(), Some(Code::APIG_0308));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "ureq-3")))]
pub trait ApigResponseExt: sealed::Sealed + Sized {
    /// Returns the response as it is, its body unread, unless its status is an error: 400 to 599. Whether
    /// a 2xx body reports an error is not decided here;
    /// [`ErrorBody::raw_code`](crate::ErrorBody::raw_code) says it.
    ///
    /// # Errors
    ///
    /// For a status from 400 to 599 the [`ApigError`] of status, headers and body, as
    /// [`ApigError::from_http`] reads them. Of the body at most 64 KiB are read, and nothing after a piece
    /// that comes more than a second after the first. A failure while the body is read (the connection
    /// breaks, the agent's time-out passes) is no error of its own: what had arrived counts. A body of which
    /// nothing comes is waited for as long as the agent's time-outs let it.
    ///
    /// ```
    /// use apig_errors::ureq_3::ApigResponseExt;
    ///
    /// let moved = http::Response::builder().status(302).body(ureq::Body::builder().data(""))?;
    /// assert!(moved.apig_error_for_status().is_ok());
    /// # Ok::<(), http::Error>(())
    /// ```
    fn apig_error_for_status(self) -> Result<Self, ApigError>;
}

impl ApigResponseExt for Response<Body> {
    fn apig_error_for_status(self) -> Result<Self, ApigError> {
        if !is_error(self.status()) {
            return Ok(self);
        }
        let (parts, body) = self.into_parts();
        Err(ApigError::from_parts(&parts, &error_body::read(body.into_reader())))
    }
}

/// The first that holds:
///
/// | failure | retry class | delivery |
/// | --- | --- | --- |
/// | `StatusCode`: the response was an error, and its body is lost | by the status alone ([`Verdict::from_status`]) | `MaybeDelivered` |
/// | no connection: refused, `HostNotFound`, the time for it is over (`Timeout::Resolve`, `Timeout::Connect`), `ConnectionFailed`, `ConnectProxyFailed` | `Backoff` | `NotDelivered` |
/// | any other time-out or `Io` (that of the system's resolver among them), a response that breaks the protocol | `Backoff` | `MaybeDelivered` |
/// | `Other`, with an error inside that has a verdict | that one's | that one's |
/// | anything else: a request that cannot be built, redirects, TLS, a body that is not the JSON expected | `Never` | `MaybeDelivered` |
///
/// The basis is [`Basis::Declared`](crate::Basis::Declared), but for `StatusCode`, where it is
/// [`Basis::Status`](crate::Basis::Status). With it, `#[apig(transparent)] Http(#[from] ureq::Error)` is
/// right by itself.
///
/// `StatusCode` means that the agent drops the bodies of errors: use [`agent`] instead.
///
/// Limit: of a chain of redirects, the error tells only of the last request. Where a POST is redirected to
/// a page with its result (303) and there is no connection to that one, the POST was delivered all the
/// same: follow no redirects (`max_redirects(0)`) for requests that must not be repeated.
///
/// ```
/// use std::net::TcpListener;
/// use apig_errors::{ApigRetryable, Idempotency, Retry, ureq_3};
///
/// // A port at which nobody listens any more.
/// let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
///
/// let error = ureq_3::agent().post(format!("http://{address}/orders")).send_empty().unwrap_err();
/// assert!(error.verdict().permits(Idempotency::NotIdempotent));
/// assert_eq!(ureq::Error::StatusCode(413).verdict().retry, Retry::Never);
/// # Ok::<(), std::io::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "ureq-3")))]
impl ApigRetryable for ureq::Error {
    fn verdict(&self) -> Verdict {
        match self {
            Self::StatusCode(status) => Verdict::from_status(*status),
            Self::HostNotFound
            | Self::ConnectionFailed
            | Self::ConnectProxyFailed(_)
            | Self::Timeout(Timeout::Resolve | Timeout::Connect) => {
                Verdict::new(Retry::Backoff, Delivery::NotDelivered)
            }
            // Of all that may happen to a connection, this alone happens before there is one.
            Self::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
                Verdict::new(Retry::Backoff, Delivery::NotDelivered)
            }
            Self::Io(_) | Self::Timeout(_) | Self::Protocol(_) => {
                Verdict::new(Retry::Backoff, Delivery::MaybeDelivered)
            }
            Self::Other(inner) => {
                verdict_of(&**inner).unwrap_or(Verdict::new(Retry::Never, Delivery::MaybeDelivered))
            }
            _ => Verdict::new(Retry::Never, Delivery::MaybeDelivered),
        }
    }
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for http::Response<ureq::Body> {}
}
