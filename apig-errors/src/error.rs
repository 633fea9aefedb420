//! [`ApigError`]: a failed response of the gateway.

use alloc::{boxed::Box, string::String};
use core::{error::Error, fmt, time::Duration};

use crate::{
    Actor, ApigRetryable, Code, ErrorBody, Retry, Row, Throttle, Verdict, chain, json_object,
    safe_text::{Escaped, Message, RequestId},
    texts::Texts,
};

/// A failed response: its HTTP status and what its body and headers told.
///
/// Never fails to construct and keeps what it was given: the code verbatim, known or not, the
/// message up to 4 KiB, the request id up to 128 bytes, `Retry-After` and the throttling headers.
/// Whether a response *is* a failure is not decided here: make one where your client has seen a
/// status that is none of its successes.
///
/// At most 64 bytes; the texts share one allocation. The constructors from a response of the `http` crate
/// need the feature `http`. With [`new`](Self::new), [`from_status`](Self::from_status) and the `with_…`
/// methods every path of a program can be tested without a server.
///
/// `Display` and `Debug` are safe to log: control characters come out escaped, so that no response can
/// forge a line of the log, nor, within the line, its request id; and what follows the name of a
/// credential is masked. That is a net, not a proof: a secret without such a name before it is shown.
///
#[doc = documented_names!()]
///
/// [`message`](Self::message) and [`to_body`](Self::to_body) are verbatim.
///
/// ```
/// use apig_errors::{ApigError, ApigRetryable, Code, Retry};
///
/// let error = ApigError::new(429, Code::APIG_0308)
///     .with_message("The throttling threshold has been reached.")
///     .with_request_id("914a39d68c290da3e187f827f7e1b771");
/// assert_eq!(error.verdict().retry, Retry::Throttled);
/// assert_eq!(
///     error.to_string(),
///     "APIG.0308 (429): The throttling threshold has been reached. \
///      [request 914a39d68c290da3e187f827f7e1b771]",
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ApigError {
    texts: Texts,
    /// Boxed, for it is rare: headers that tell of an exhausted threshold, where the message does not.
    header_throttle: Option<Box<Throttle>>,
    retry_after: Option<Duration>,
    status: u16,
    /// What the raw code reads as.
    code: Option<Code>,
}

// A result should not grow by its error.
const _: () = assert!(size_of::<ApigError>() <= 64);

impl ApigError {
    /// An respond with this HTTP status and this code, and nothing else. (A number of all zeros says
    /// success in a body, so `APIG.0000` is no code here either.)
    ///
    /// ```
    /// use apig_errors::{ApigError, Code};
    ///
    /// let error = ApigError::new(404, Code::APIG_0101);
    /// assert_eq!(error.raw_code(), Some("APIG.0101"));
    /// assert_eq!(error.to_string(), "APIG.0101 (404)");
    /// ```
    #[must_use]
    pub fn new(status: u16, code: Code) -> Self {
        Self::from_status(status).with_raw_code(alloc::format!("{code}"))
    }

    /// An respond with this HTTP status and no code, such as one with an empty body. Allocates
    /// nothing.
    ///
    /// ```
    /// use apig_errors::{ApigError, ApigRetryable, Retry};
    ///
    /// let error = ApigError::from_status(502);
    /// assert_eq!(error.verdict().retry, Retry::Backoff);
    /// assert_eq!(error.to_string(), "HTTP 502");
    /// ```
    #[must_use]
    pub fn from_status(status: u16) -> Self {
        Self::from_texts(status, Texts::new("", "", ""))
    }

    /// The respond with this HTTP status and this body, read as [`ErrorBody`] says.
    /// Never fails or panics; the time is linear in the length of the body. A body without escapes takes
    /// one allocation, one with them two.
    ///
    /// Where the headers are at hand, `from_http` of the feature `http` reads more.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code};
    ///
    /// let error = ApigError::parse(
    ///     404,
    ///     br#"{"error_msg":"API not exist or not published to environment","error_code":"APIG.0101"}"#,
    /// );
    /// assert_eq!(error.code(), Some(Code::APIG_0101));
    /// assert_eq!(error.message(), "API not exist or not published to environment");
    ///
    /// let error = ApigError::parse(502, b"<html>Bad Gateway</html>");
    /// assert_eq!((error.code(), error.message()), (None, "<html>Bad Gateway</html>"));
    /// ```
    #[must_use]
    pub fn parse(status: u16, body: &[u8]) -> Self {
        Self::from_body(status, &ErrorBody::parse(body))
    }

    /// The response with this HTTP status, whose body has been read already: for a 2xx response whose body
    /// turns out to be an error, which is not parsed again. The same as [`parse`](Self::parse) of that
    /// body.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code, ErrorBody};
    ///
    /// fn check(status: u16, body: &[u8]) -> Result<(), ApigError> {
    ///     let read = ErrorBody::parse(body);
    ///     if read.raw_code().is_some() { Err(ApigError::from_body(status, &read)) } else { Ok(()) }
    /// }
    ///
    /// let error = check(200, br#"{"error_code":"APIG.0202","error_msg":"Backend unavailable"}"#);
    /// assert_eq!(error.unwrap_err().code(), Some(Code::APIG_0202));
    /// assert_eq!(check(200, br#"{"order":7}"#), Ok(()));
    /// ```
    #[must_use]
    pub fn from_body(status: u16, body: &ErrorBody<'_>) -> Self {
        Self::from_body_or(status, body, "")
    }

    /// The same, with the request id of the headers, which counts where the body has none.
    pub(crate) fn from_body_or(status: u16, body: &ErrorBody<'_>, request_id: &str) -> Self {
        let request_id = body.request_id().unwrap_or(request_id);
        let raw_code = body.raw_code().unwrap_or_default();
        Self::from_texts(status, Texts::new(body.message(), request_id, raw_code))
    }

    fn from_texts(status: u16, texts: Texts) -> Self {
        let code = Code::parse(texts.raw_code()).ok();
        Self { texts, header_throttle: None, retry_after: None, status, code }
    }

    /// The `Retry-After` of the response, as a time from then on; zero for a date that had passed.
    ///
    /// What to wait is [`wait_hint`](ApigRetryable::wait_hint), which knows the throttling window too.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::ApigError;
    ///
    /// let error = ApigError::from_status(503).with_retry_after(Duration::from_secs(120));
    /// assert_eq!(error.retry_after(), Some(Duration::from_secs(120)));
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// What the headers tell of the wait; for [`from_http`](Self::from_http).
    pub(crate) fn with_waits(
        self,
        retry_after: Option<Duration>,
        throttle: Option<Throttle>,
    ) -> Self {
        Self { retry_after, ..self }.with_header_throttle(throttle)
    }

    /// Keeps what the headers tell of the threshold only where it counts, which is where the message
    /// does not tell the window, and only where it is something else: errors that tell the same are
    /// equal.
    fn with_header_throttle(self, throttle: Option<Throttle>) -> Self {
        let counts = |header: &Throttle| {
            let said = Throttle::of_message(self.message());
            said.is_none_or(|said| said.window.is_none() && said != *header)
        };
        Self { header_throttle: throttle.filter(counts).map(Box::new), ..self }
    }

    /// The same respond with this code, written as on the wire: of the gateway, of another service
    /// (`DNS.0014`) or of the day after tomorrow. A text that can be no code (see
    /// [`raw_code`](Self::raw_code)) takes the code away.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code};
    ///
    /// let error = ApigError::from_status(400).with_raw_code("DNS.0014");
    /// assert_eq!((error.raw_code(), error.code()), (Some("DNS.0014"), None));
    ///
    /// let error = error.with_raw_code("APIG.0106");
    /// assert_eq!(error.code(), Some(Code::APIG_0106));
    /// ```
    #[must_use]
    pub fn with_raw_code(self, raw_code: impl AsRef<str>) -> Self {
        let texts = Texts::new(self.message(), self.texts.request_id(), raw_code.as_ref());
        Self { code: Code::parse(texts.raw_code()).ok(), texts, ..self }
    }

    /// The same respond with this message, or as much of its beginning as fits 4 KiB.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code};
    ///
    /// let error = ApigError::new(401, Code::APIG_0301).with_message("verify aksk signature fail");
    /// assert_eq!(error.message(), "verify aksk signature fail");
    /// ```
    #[must_use]
    pub fn with_message(self, message: impl AsRef<str>) -> Self {
        let texts = Texts::new(message.as_ref(), self.texts.request_id(), self.texts.raw_code());
        let throttle = self.header_throttle.as_deref().copied();
        Self { texts, ..self }.with_header_throttle(throttle)
    }

    /// The same respond with this request id, or as much of its beginning as fits 128 bytes; a space
    /// one is none.
    ///
    /// ```
    /// use apig_errors::ApigError;
    ///
    /// let error = ApigError::from_status(502).with_request_id("b3844ae0aacba00b");
    /// assert_eq!(error.to_string(), "HTTP 502 [request b3844ae0aacba00b]");
    /// ```
    #[must_use]
    pub fn with_request_id(self, request_id: impl AsRef<str>) -> Self {
        let texts = Texts::new(self.message(), request_id.as_ref(), self.texts.raw_code());
        Self { texts, ..self }
    }

    /// The same respond with a `Retry-After` of this length.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, ApigRetryable};
    ///
    /// let error = ApigError::from_status(503).with_retry_after(Duration::from_secs(120));
    /// assert_eq!(error.wait_hint(), Some(Duration::from_secs(120)));
    /// ```
    #[must_use]
    pub fn with_retry_after(self, retry_after: Duration) -> Self {
        Self { retry_after: Some(retry_after), ..self }
    }

    /// The HTTP status, as it was given.
    ///
    /// ```
    /// assert_eq!(apig_errors::ApigError::from_status(502).status(), 502);
    /// ```
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The gateway's code, documented or not; `None` where there is none, or one of another service.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code};
    ///
    /// assert_eq!(ApigError::new(429, Code::APIG_0308).code(), Some(Code::APIG_0308));
    /// assert_eq!(ApigError::from_status(400).with_raw_code("DNS.0014").code(), None);
    /// ```
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        self.code
    }

    /// The code as it was written, of whatever service: 1 to 64 characters from `A-Z a-z 0-9 . _ -`,
    /// whose last dotted part is neither empty nor all zeros (`0000` is success), and not one to three
    /// digits alone (that is a status).
    ///
    /// ```
    /// use apig_errors::ApigError;
    ///
    /// let error = ApigError::from_status(429).with_raw_code("ModelArts.81101");
    /// assert_eq!(error.raw_code(), Some("ModelArts.81101"));
    /// assert_eq!(ApigError::from_status(404).with_raw_code("404").raw_code(), None);
    /// ```
    #[must_use]
    pub fn raw_code(&self) -> Option<&str> {
        present(self.texts.raw_code())
    }

    /// The message, at most 4 KiB; empty when there is none.
    ///
    /// **Verbatim**: the gateway echoes keys and headers in it, so it may hold secrets, control
    /// characters and whatever the sender likes. To log, use `Display`. To decide, use the code:
    /// messages are "subject to change without prior notice".
    ///
    /// ```
    /// use apig_errors::ApigError;
    ///
    /// let error = ApigError::from_status(401).with_message("app not found, appkey 0117aa1b2c3de5e1");
    /// assert_eq!(error.message(), "app not found, appkey 0117aa1b2c3de5e1");
    /// assert_eq!(error.to_string(), "HTTP 401: app not found, appkey 0117****");
    /// ```
    #[must_use]
    pub fn message(&self) -> &str {
        self.texts.message()
    }

    /// The id that technical support asks for, at most 128 bytes; verbatim.
    ///
    /// ```
    /// use apig_errors::ApigError;
    ///
    /// assert_eq!(ApigError::from_status(502).request_id(), None);
    /// ```
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        present(self.texts.request_id())
    }

    /// The line of the published table for this code and status: cause, solution, verdict, actor;
    /// `None` where the pair is not documented. The table's date is 2023-12-22.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code};
    ///
    /// let row = ApigError::new(413, Code::APIG_0201).row().unwrap();
    /// assert_eq!(row.solution, "Reduce the size of the request body.");
    /// ```
    #[must_use]
    pub fn row(&self) -> Option<&'static Row> {
        self.code?.row(self.status)
    }

    /// The throttling threshold that was reached, as the message told, else as the headers did;
    /// `None` where neither does. Read from the message on each call, in time linear in its length.
    ///
    /// A message that does not tell the window yields to headers that say anything.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Code};
    ///
    /// let error = ApigError::new(429, Code::APIG_0308).with_message("Daily quota exhausted");
    /// assert_eq!(error.throttle().unwrap().window, Some(Duration::from_secs(86_400)));
    /// ```
    #[must_use]
    pub fn throttle(&self) -> Option<Throttle> {
        match self.header_throttle.as_deref() {
            Some(header) => Some(*header),
            None => Throttle::of_message(self.message()),
        }
    }

    /// Returns the message as it is safe to show: credentials masked, control characters and
    /// separators of lines escaped, at most 512 characters.
    ///
    /// It is what `Display` shows of it.
    ///
    /// ```
    /// use apig_errors::ApigError;
    ///
    /// let error = ApigError::from_status(401).with_message("bad appkey 0117aa1b2c3de5e1");
    /// assert_eq!(error.redacted_message().to_string(), "bad appkey 0117****");
    /// ```
    #[must_use]
    pub fn redacted_message(&self) -> impl fmt::Display + use<'_> {
        Message(self.message())
    }

    /// Returns the verdict of code and status: may the request be retried, and after what?
    ///
    /// The same as [`ApigRetryable::verdict`], without the trait in scope; so are
    /// [`actor`](Self::actor) and [`wait_hint`](Self::wait_hint).
    ///
    /// ```
    /// use apig_errors::{ApigError, Code, Retry};
    ///
    /// assert_eq!(ApigError::new(429, Code::APIG_0308).verdict().retry, Retry::Throttled);
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let status = self.status;
        self.code.map_or_else(|| Verdict::from_status(status), |code| code.verdict(status))
    }

    /// Returns who has to act, where that is known.
    ///
    /// ```
    /// use apig_errors::{Actor, ApigError, Code};
    ///
    /// assert_eq!(ApigError::new(413, Code::APIG_0201).actor(), Some(Actor::CallerRequest));
    /// ```
    #[must_use]
    pub fn actor(&self) -> Option<Actor> {
        self.code?.actor(self.status)
    }

    /// Returns how long to wait at least before a retry, where the response said so: `Retry-After`,
    /// else, only if the verdict is [`Retry::Throttled`], the throttling window.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Code};
    ///
    /// let error = ApigError::new(429, Code::APIG_0308)
    ///     .with_message("over ratelimit,limit:5,time:1 minute");
    /// assert_eq!(error.wait_hint(), Some(Duration::from_secs(60)));
    /// ```
    #[must_use]
    pub fn wait_hint(&self) -> Option<Duration> {
        self.wait_hint_for(self.verdict().retry)
    }

    /// The least wait that the response asks for, were its retry class this one: `Retry-After`, else,
    /// or where that is no wait at all, and only for [`Retry::Throttled`], the window of the threshold.
    pub(crate) fn wait_hint_for(&self, retry: Retry) -> Option<Duration> {
        let window = || match retry {
            Retry::Throttled => self.throttle()?.window,
            Retry::Never | Retry::Backoff | Retry::Reauthenticate => None,
        };
        match self.retry_after {
            // A date that has passed, by a clock that is ahead: no reason to wake before the window.
            Some(Duration::ZERO) => window().or(Some(Duration::ZERO)),
            Some(wait) => Some(wait),
            None => window(),
        }
    }

    /// The first `ApigError` of a chain of errors: the error itself, or what its `source()`, or that
    /// one's, and so on, is.
    ///
    /// Looks through `Box<ApigError>`, `Arc<ApigError>`, `Arc<dyn Error>` (with or without `Send +
    /// Sync`) and, with the feature `std`, `std::io::Error`, behind an `Arc` too: their `source()` skips
    /// what they hold.
    /// Follows at most 64 links, so that a chain that bites its tail
    /// ends. Cannot see past `transparent` of thiserror and snafu, which skip the error they hold:
    /// [`apig_error`](ApigRetryable::apig_error) can.
    ///
    /// What it finds has the verdict of the table. An enum that carries it and overrides that verdict
    /// (`retry = …`, `delivery = …`) is not asked: downcast to your enum first, and look for an `ApigError`
    /// only where there is none, or a POST that the enum would stop is retried.
    ///
    /// ```
    /// use std::{error::Error, fmt};
    /// use apig_errors::{ApigError, Code};
    ///
    /// #[derive(Debug)]
    /// struct OrderFailed(ApigError);
    ///
    /// impl fmt::Display for OrderFailed {
    ///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    ///         f.write_str("order failed")
    ///     }
    /// }
    ///
    /// impl Error for OrderFailed {
    ///     fn source(&self) -> Option<&(dyn Error + 'static)> {
    ///         Some(&self.0)
    ///     }
    /// }
    ///
    /// let error: Box<dyn Error> = OrderFailed(ApigError::new(504, Code::APIG_0203)).into();
    /// assert_eq!(ApigError::find(&*error).unwrap().code(), Some(Code::APIG_0203));
    /// ```
    #[must_use]
    pub fn find<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e Self> {
        chain::find_map(error, chain::as_apig_error)
    }

    /// A body of the gateway's own form that says the same: a JSON object, compact, of `error_msg`,
    /// `error_code` and `request_id`, of which those that are absent are left out. For test servers,
    /// and for passing an error on.
    ///
    /// **Verbatim**, as [`message`](Self::message) is. `parse` reads the three back,
    /// where there is a code or a message; a body with neither has only its own text for a message.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code};
    ///
    /// let error = ApigError::new(404, Code::APIG_0101).with_message("not published");
    /// assert_eq!(error.to_body(), r#"{"error_msg":"not published","error_code":"APIG.0101"}"#);
    /// ```
    #[must_use]
    pub fn to_body(&self) -> String {
        json_object::object(&[
            ("error_msg", present(self.message())),
            ("error_code", self.raw_code()),
            ("request_id", self.request_id()),
        ])
    }
}

fn present(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Verdict and actor are those of the code and the status; the hint is `Retry-After`, else, only if
/// the verdict is [`Retry::Throttled`], the throttling window.
impl ApigRetryable for ApigError {
    fn verdict(&self) -> Verdict {
        self.verdict()
    }

    fn apig_code(&self) -> Option<Code> {
        self.code()
    }

    fn actor(&self) -> Option<Actor> {
        self.actor()
    }

    fn wait_hint(&self) -> Option<Duration> {
        self.wait_hint()
    }

    fn apig_error(&self) -> Option<&ApigError> {
        Some(self)
    }

    fn request_id(&self) -> Option<&str> {
        self.request_id()
    }
}

/// The documented response: the row's status, code and message, as a fake gateway sends it.
///
/// ```
/// use apig_errors::{ApigError, Code};
///
/// let error = ApigError::from(Code::APIG_0201.row(413).unwrap());
/// assert_eq!(error.to_string(), "APIG.0201 (413): Request entity too large.");
/// ```
impl From<&Row> for ApigError {
    fn from(row: &Row) -> Self {
        Self::new(row.status, row.code).with_message(row.message)
    }
}

/// No cause: the gateway gives none but its message.
impl Error for ApigError {}

/// `APIG.0308 (429): <message> [request <id>]`; without a code `HTTP 502: <message>`; what is absent
/// is left out. Safe to log: credentials in the message are masked, control characters escaped, and
/// of the message at most 512 characters are shown.
impl fmt::Display for ApigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.raw_code() {
            // Holds nothing that would have to be escaped.
            Some(code) => write!(f, "{code} ({})", self.status)?,
            None => write!(f, "HTTP {}", self.status)?,
        }
        if let Some(message) = present(self.message()) {
            write!(f, ": {}", Message(message))?;
        }
        if let Some(request_id) = self.request_id() {
            write!(f, " [request {}]", RequestId(request_id))?;
        }
        Ok(())
    }
}

/// As safe to log as `Display`.
// Shows what the fields tell, not the fields.
#[allow(clippy::missing_fields_in_debug)]
impl fmt::Debug for ApigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApigError")
            .field("status", &self.status)
            .field("code", &self.raw_code())
            .field("message", &Message(self.message()))
            .field("request_id", &self.request_id().map(Escaped))
            .field("retry_after", &self.retry_after)
            .field("throttle", &self.throttle())
            .finish()
    }
}
