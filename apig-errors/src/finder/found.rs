//! [`Found`]: a response in a text.

use alloc::borrow::Cow;
use core::{fmt, ops::Range, time::Duration};

use apig_errors_catalog::{Code, Delivery, Verdict};

use crate::{
    ApigError, Throttle,
    safe_text::{Escaped, Message},
};

/// A response in a text: see [`responses_in`](crate::responses_in).
///
/// `Debug` masks credentials in the message.
///
/// ```
/// use apig_errors::{Code, responses_in};
///
/// let found = responses_in("error_code=APIG.0203 error_msg=\"Backend timeout\"").next().unwrap();
/// assert_eq!((found.code(), found.message()), (Some(Code::APIG_0203), "Backend timeout"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Found<'t> {
    pub(super) raw_code: Option<Cow<'t, str>>,
    pub(super) message: Cow<'t, str>,
    pub(super) request_id: Option<Cow<'t, str>>,
    pub(super) status: Option<u16>,
    pub(super) retry_after: Option<Duration>,
    pub(super) throttle: Option<Throttle>,
    pub(super) range: Range<usize>,
    pub(super) is_structured: bool,
    pub(super) is_error: bool,
}

impl Found<'_> {
    /// Returns the gateway's code; `None` where there is none, or one of another service.
    ///
    /// ```
    /// use apig_errors::{Code, responses_in};
    ///
    /// assert_eq!(responses_in("[APIG.0307]").next().unwrap().code(), Some(Code::APIG_0307));
    /// ```
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        Code::parse(self.raw_code()?).ok()
    }

    /// Returns the code as it is written, of whatever service, without line breaks of a terminal.
    ///
    /// ```
    /// let found = apig_errors::responses_in(r#"x {"error_code":"DNS.0014"}"#).next().unwrap();
    /// assert_eq!((found.raw_code(), found.code()), (Some("DNS.0014"), None));
    /// ```
    #[must_use]
    pub fn raw_code(&self) -> Option<&str> {
        self.raw_code.as_deref()
    }

    /// Returns the message, empty where there is none; **verbatim**, so it may hold secrets.
    ///
    /// ```
    /// let found = apig_errors::responses_in("APIG.0613: Backend busy").next().unwrap();
    /// assert_eq!(found.message(), "Backend busy");
    /// ```
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the request id beside the code, or of the headers.
    ///
    /// ```
    /// let found = apig_errors::responses_in("APIG.0202 request_id=b3844ae0").next().unwrap();
    /// assert_eq!(found.request_id(), Some("b3844ae0"));
    /// ```
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Returns the HTTP status, where the text gives it.
    ///
    /// ```
    /// let found = apig_errors::responses_in("APIG.0201 (413): too large").next().unwrap();
    /// assert_eq!(found.status(), Some(413));
    /// ```
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Returns what the header `Retry-After` beside it says, in seconds.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let text = "< HTTP/1.1 503 Service Unavailable\n< Retry-After: 7\n< \n";
    /// let found = apig_errors::responses_in(text).next().unwrap();
    /// assert_eq!(found.retry_after(), Some(Duration::from_secs(7)));
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Returns the threshold that a header `X-Apig-RateLimit-…` beside it says is used up.
    ///
    /// ```
    /// let text = "HTTP/2 429\nX-Apig-RateLimit-Ip: remain:0,limit:5,time:1 minute\n\n";
    /// let found = apig_errors::responses_in(text).next().unwrap();
    /// assert_eq!(found.header_throttle().unwrap().limit, Some(5));
    /// ```
    #[must_use]
    pub fn header_throttle(&self) -> Option<Throttle> {
        self.throttle
    }

    /// Returns where it is in the text, in bytes: the object, the code, or the status line and headers.
    ///
    /// ```
    /// let found = apig_errors::responses_in("see APIG.0308 there").next().unwrap();
    /// assert_eq!(found.range(), 4..13);
    /// ```
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Whether it says of itself that it is an error: by a documented code, by a name that is for codes of
    /// errors alone (`error_code`, `errorCode`, `errCode`), or by the status line before it. A `code` of other
    /// services and without such a line may be that of an error, or any word of a program: `"OK"`, `"E1001"`.
    /// So count what is an error, and let the rest raise a doubt.
    ///
    /// ```
    /// use apig_errors::responses_in;
    ///
    /// let is_error = |text| responses_in(text).next().unwrap().is_error();
    /// assert!(is_error(r#"{"code":"APIG.0308"}"#) && is_error(r#"{"error_code":"DNS.0014"}"#));
    /// assert!(is_error("HTTP/1.1 409 Conflict\n\n{\"code\":\"E1001\"}"));
    /// assert!(!is_error(r#"{"level":"info","code":"E1001"}"#));
    /// ```
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.is_error
    }

    /// Whether it was read from JSON that is unbroken from its first byte, outside arrays and before any
    /// break. What was found in prose, or in another notation, vouches for nothing.
    ///
    /// ```
    /// use apig_errors::responses_in;
    ///
    /// let is_structured = |text| responses_in(text).next().unwrap().is_structured();
    /// assert!(is_structured(r#"body={"error_code":"APIG.0308"}"#));
    /// assert!(!is_structured(r#"[{"error_code":"APIG.0308"}]"#));
    /// assert!(!is_structured(r#"["failed", "with {\"error_code\":\"APIG.0308\"}"]"#));
    /// assert!(!is_structured("APIG.0308"));
    /// ```
    #[must_use]
    pub fn is_structured(&self) -> bool {
        self.is_structured
    }

    /// Returns the error that it says, with the status of the text; where that gives none, with
    /// `status`, else with the one that the code is documented with. `None` where all three are missing.
    ///
    /// Its own verdict knows nothing of where the code was found: [`verdict`](Self::verdict) does.
    ///
    /// ```
    /// use apig_errors::responses_in;
    ///
    /// let found = responses_in("APIG.0308: slow down").next().unwrap();
    /// assert_eq!(found.to_error(None).unwrap().status(), 429);
    /// assert_eq!(found.to_error(Some(503)).unwrap().status(), 503);
    /// // Documented with seven.
    /// assert_eq!(responses_in("APIG.0201").next().unwrap().to_error(None), None);
    /// ```
    #[must_use]
    pub fn to_error(&self, status: Option<u16>) -> Option<ApigError> {
        let status = self.status.or(status).or_else(|| self.documented_status())?;
        let mut error = ApigError::from_status(status).with_message(self.message());
        if let Some(raw_code) = self.raw_code() {
            error = error.with_raw_code(raw_code);
        }
        if let Some(request_id) = self.request_id() {
            error = error.with_request_id(request_id);
        }
        Some(error.with_waits(self.retry_after, self.throttle))
    }

    /// Returns the verdict, with the status as [`to_error`](Self::to_error) takes it. It is
    /// [`MaybeDelivered`](Delivery::MaybeDelivered) unless the response is
    /// [structured](Self::is_structured) or the verdict rests on the status alone.
    ///
    /// ```
    /// use apig_errors::{Delivery, responses_in};
    ///
    /// let delivery = |text| responses_in(text).next().unwrap().verdict(None).unwrap().delivery;
    /// assert_eq!(delivery(r#"{"error_code":"APIG.0308"}"#), Delivery::NotDelivered);
    /// assert_eq!(delivery("somebody wrote of APIG.0308"), Delivery::MaybeDelivered);
    /// ```
    #[must_use]
    pub fn verdict(&self, status: Option<u16>) -> Option<Verdict> {
        let mut verdict = self.to_error(status)?.verdict();
        if !self.is_structured && self.raw_code.is_some() {
            verdict.delivery = Delivery::MaybeDelivered;
        }
        Some(verdict)
    }

    /// The status that the code is documented with, if it is one.
    fn documented_status(&self) -> Option<u16> {
        let mut statuses = self.code()?.rows().iter().map(|row| row.status);
        let first = statuses.next()?;
        statuses.all(|status| status == first).then_some(first)
    }
}

/// Safe to log: credentials in the message are masked, control characters escaped.
impl fmt::Debug for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("code", &self.raw_code())
            .field("message", &Message(self.message()))
            .field("request_id", &self.request_id().map(Escaped))
            .field("status", &self.status)
            .field("range", &self.range)
            .field("is_structured", &self.is_structured)
            .field("is_error", &self.is_error)
            .finish_non_exhaustive()
    }
}
