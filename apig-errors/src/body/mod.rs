//! [`ErrorBody`]: what the body of a failed response says, borrowed from it.

mod framing;
mod scan;
mod search;

use alloc::{borrow::Cow, string::String};
use core::fmt;

pub(crate) use scan::end_of_object;

use self::{
    scan::Raw,
    search::{LONGEST_CODE, Said, search},
};
use crate::{
    Code, Verdict,
    safe_text::{Escaped, Message},
    texts::{MESSAGE_LIMIT, REQUEST_ID_LIMIT},
};

/// What the body of a response says: code, message and request id, borrowed from it.
///
/// For a verdict without an [`ApigError`](crate::ApigError): reading an object without escapes allocates
/// nothing, unless what does not count in it nests deeper than 64 levels.
///
/// Read are the gateway's own form and what providers, sibling services and frameworks make of it:
///
/// * The code is the first of `error_code`, `errorCode`, `errorcode` and `errCode` that is a string of 1
///   to 64 characters from `A-Z a-z 0-9 . _ -`, whose last dotted part is neither empty nor all zeros, and
///   which is not one to three digits alone; else, by the same rule, `code`. All zeros in one of the
///   first four, at the top, say success: where that name comes first of those that hold a code or zeros,
///   there is no code.
/// * The message is the first of `error_msg`, `errorMsg`, `errormsg`, `error_message`,
///   `errorMessage`, `externalMessage`, `message` and `msg` beside the code that is a string and not
///   empty; beside `code`, `message` and `msg` come first.
/// * An object without a code is searched for one in its members, in their order and depth first, at
///   most four levels below the top, but never in arrays: what an array holds is data, partial results
///   for example. Below the top, a `code` without a message is data.
/// * Without any code, the message is the first one found the same way, else the text of the body.
/// * The request id is the first of `request_id`, `requestId` and `requestid` at the top that is more than
///   whitespace, else that beside the code.
/// * Of a name that is read, given twice, the first counts. Byte order marks and whitespace before the
///   object, and all that follows it, are ignored.
/// * Of a body that is an event stream (its first line begins with `data:`, `event:`, `id:` or `:`), the
///   data of the first event that is an object is read. UTF-16 is read where it begins with its byte order
///   mark.
///
/// **Lenient in bytes**: control characters within strings are kept; what is no UTF-8, and half a
/// surrogate pair, is replaced by U+FFFD; an escape that JSON does not have stands for its character;
/// numbers may be of any size; a trailing comma is passed over.
///
/// **Strict in structure**: where the structure breaks (a quote that ends a string too early, a missing
/// colon) or the body ends early, reading ends. Members that are complete by then count, and a message
/// that was cut off counts as far as it came. Nothing after a break is ever a code, a message or a request
/// id: a verdict vouches for [`NotDelivered`](crate::Delivery::NotDelivered) only by a code in a structure
/// that is unbroken from the first byte to there.
///
/// The request id is cut to 128 bytes, the message to 4 KiB, both at a character. Never panics or fails,
/// whatever the bytes; the time is linear in their number, the stack constant.
///
/// `Debug` masks credentials and escapes control characters in the message, as that of `ApigError`
/// does.
///
/// Sources: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259) for JSON; for the rest Huawei Cloud's
/// documentation, the tests of its SDKs, and reports of users.
///
/// ```
/// use apig_errors::{Code, ErrorBody, Retry};
///
/// let body = ErrorBody::parse(br#"{"error":{"code":"APIG.0308","message":"Daily quota exhausted"}}"#);
/// assert_eq!(body.code(), Some(Code::APIG_0308));
/// assert_eq!(body.message(), "Daily quota exhausted");
/// assert_eq!(body.verdict(429).retry, Retry::Throttled);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ErrorBody<'a> {
    raw_code: Option<Cow<'a, str>>,
    message: Cow<'a, str>,
    request_id: Option<Cow<'a, str>>,
}

impl<'a> ErrorBody<'a> {
    /// Reads a body, of whatever bytes.
    ///
    /// ```
    /// use apig_errors::ErrorBody;
    ///
    /// assert_eq!(ErrorBody::parse(b"forbidden").message(), "forbidden");
    /// assert_eq!(ErrorBody::parse(b"").message(), "");
    /// ```
    #[must_use]
    pub fn parse(body: &'a [u8]) -> Self {
        // What the gateway sends is known at a glance.
        if body.starts_with(b"{") {
            return Self::of(&search(body), body, body);
        }
        match framing::from_utf16(body) {
            Some(text) => ErrorBody::read(text.as_bytes()).into_owned(),
            None => Self::read(body),
        }
    }

    fn read(body: &'a [u8]) -> Self {
        let body = framing::trim(body);
        if body.starts_with(b"{") {
            return Self::of(&search(body), body, body);
        }
        match framing::first_object_of_event_stream(body) {
            Some(Cow::Borrowed(object)) => Self::of(&search(object), object, body),
            Some(Cow::Owned(object)) => ErrorBody::of(&search(&object), &object, body).into_owned(),
            None => Self::of(&Said::default(), b"", body),
        }
    }

    /// What was found in the object, and the body's text where that says nothing.
    fn of(said: &Said, object: &'a [u8], body: &'a [u8]) -> Self {
        let &Said { code, message, request_id } = said;
        Self {
            raw_code: code.map(|code| code.text(object, LONGEST_CODE)),
            message: match message {
                Some(message) => message.text(object, MESSAGE_LIMIT),
                None if code.is_some() => Cow::Borrowed(""),
                None => {
                    let body = framing::trim(body);
                    Raw::whole(body).text(body, MESSAGE_LIMIT)
                }
            },
            request_id: request_id.map(|id| id.text(object, REQUEST_ID_LIMIT)),
        }
    }
}

impl ErrorBody<'_> {
    /// The same, on its own: borrowed from nothing.
    ///
    /// ```
    /// use apig_errors::ErrorBody;
    ///
    /// fn read(body: Vec<u8>) -> ErrorBody<'static> {
    ///     ErrorBody::parse(&body).into_owned()
    /// }
    ///
    /// assert_eq!(read(b"forbidden".to_vec()).message(), "forbidden");
    /// ```
    #[must_use]
    pub fn into_owned(self) -> ErrorBody<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        ErrorBody {
            raw_code: self.raw_code.map(owned),
            message: owned(self.message),
            request_id: self.request_id.map(owned),
        }
    }

    /// The gateway's code, documented or not; `None` where there is none, or one of another service.
    ///
    /// ```
    /// use apig_errors::{Code, ErrorBody};
    ///
    /// let body = ErrorBody::parse(br#"{"error_code":"APIG.0308"}"#);
    /// assert_eq!(body.code(), Some(Code::APIG_0308));
    /// ```
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        Code::parse(self.raw_code()?).ok()
    }

    /// The code as it is written, of whatever service. It also says whether the body of a 2xx
    /// response is an error.
    ///
    /// ```
    /// use apig_errors::ErrorBody;
    ///
    /// let body = ErrorBody::parse(br#"{"error_code":"ModelArts.81101","error_msg":"Slow down."}"#);
    /// assert_eq!(body.raw_code(), Some("ModelArts.81101"));
    /// assert_eq!(ErrorBody::parse(br#"{"error_code":"0000"}"#).raw_code(), None);
    /// ```
    #[must_use]
    pub fn raw_code(&self) -> Option<&str> {
        self.raw_code.as_deref()
    }

    /// The message, at most 4 KiB; **verbatim**, so it may hold secrets and control characters.
    ///
    /// ```
    /// use apig_errors::ErrorBody;
    ///
    /// let body = ErrorBody::parse(br#"{"error_msg":"No backend available","error_code":"APIG.0610"}"#);
    /// assert_eq!(body.message(), "No backend available");
    /// ```
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The id that technical support asks for, at most 128 bytes; verbatim.
    ///
    /// ```
    /// use apig_errors::ErrorBody;
    ///
    /// let body = ErrorBody::parse(br#"{"error_code":"APIG.0202","request_id":"b3844ae0aacba00b"}"#);
    /// assert_eq!(body.request_id(), Some("b3844ae0aacba00b"));
    /// ```
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The verdict on a response with this body and this HTTP status: [`Code::verdict`], or, without a
    /// code of the gateway, [`Verdict::from_status`].
    ///
    /// ```
    /// use apig_errors::{Delivery, ErrorBody, Retry};
    ///
    /// let verdict = ErrorBody::parse(br#"{"error_code":"APIG.0203"}"#).verdict(504);
    /// assert_eq!((verdict.retry, verdict.delivery), (Retry::Backoff, Delivery::MaybeDelivered));
    /// ```
    #[must_use]
    pub fn verdict(&self, status: u16) -> Verdict {
        match self.raw_code() {
            Some(raw_code) => Verdict::from_raw_code(raw_code, status),
            None => Verdict::from_status(status),
        }
    }
}

/// The bytes as text: UTF-16 where its byte order mark is first, else UTF-8, with U+FFFD for what is none.
pub fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    framing::from_utf16(bytes).map_or_else(|| String::from_utf8_lossy(bytes), Cow::Owned)
}

/// Safe to log: credentials in the message are masked, control characters escaped, and of the message
/// at most 512 characters are shown.
impl fmt::Debug for ErrorBody<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorBody")
            .field("code", &self.raw_code())
            .field("message", &Message(self.message()))
            .field("request_id", &self.request_id().map(Escaped))
            .finish()
    }
}
