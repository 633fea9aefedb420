//! [`ErrorBody`]: what the body of a failed answer says, borrowed from it.
//!
//! One pass over the body with a visitor that borrows: nothing is built that is not asked for. Each
//! object is read into a [`Frame`], which knows the names that count; its [`Finding`] goes to the
//! frame of the object around it. Everything is written down as it is met, not returned, so that
//! what stands before a break survives it.

use alloc::{
    borrow::{Cow, ToOwned},
    string::String,
};
use core::fmt;

use apig_errors_catalog::is_usable;
use serde_core::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::{
    Code, Verdict,
    safe_text::{Escaped, Message},
    texts::{MESSAGE_LIMIT, cut, cut_request_id},
};

/// What the body of an answer says: code, message and request id, borrowed from it.
///
/// For a verdict without an [`ApigError`](crate::ApigError): reading a well-formed JSON object without
/// escapes allocates nothing, unless what does not count in it nests deeper than three levels.
///
/// Read are the gateway's own form and what providers, sibling services and frameworks make of it:
///
/// * The code is the first of `error_code`, `errorCode` and `errorcode` that is a string of 1 to 64
///   characters from `A-Z a-z 0-9 . _ -`, whose last dotted part is neither empty nor all zeros, and
///   which is not one to three digits alone; else, by the same rule, `code`. All zeros in one of the
///   first three, at the top, say success: there is no code then.
/// * The message is the first of `error_msg`, `errorMsg`, `errormsg`, `error_message`,
///   `errorMessage`, `message` and `msg` beside the code that is a string and not empty; beside
///   `code`, `message` and `msg` come first.
/// * An object without a code is searched for one in its members, in their order and depth first, at
///   most four levels below the top, but never in arrays, where partial results live. Below the top,
///   a `code` without a message is data.
/// * Without any code, the message is the first one found the same way, else the text of the body.
/// * The request id is the first of `request_id`, `requestId` and `requestid` at the top that is not blank.
/// * Of a name that is read, given twice, the first counts. A byte order mark and blanks before the
///   object, and all that follows it, are ignored.
/// * Of a body that breaks off, whatever stands before the break counts. Does that give no code, the
///   text after the first `"error_code":` that can be one is taken: the gateway writes the message
///   first, and one bad byte echoed in it must not lose the code.
///
/// The request id is cut to 128 bytes, the message to 4 KiB, both at a character. Bytes that are no
/// UTF-8 are replaced where a body's text is the message. There is no body that fails or panics; the
/// time is linear in its length.
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
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii();
        if !body.starts_with(b"{") {
            return Self { raw_code: None, message: text_of(body), request_id: None };
        }
        let mut top = Frame::default();
        let broke_off =
            serde_json::Deserializer::from_slice(body).deserialize_any(Top(&mut top)).is_err();
        let request_id = top.take(Use::RequestId);
        let Finding { answer, message } = top.finish(true);
        let raw_code = match answer {
            Answer::Code(code) => Some(code),
            Answer::None if broke_off => last_look(body).map(Cow::Borrowed),
            Answer::None | Answer::Success => None,
        };
        let message = match (message, &raw_code) {
            (Some(message), _) => message,
            (None, Some(_)) => Cow::Borrowed(""),
            (None, None) => text_of(body),
        };
        Self { raw_code, message, request_id }
    }
}

impl ErrorBody<'_> {
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

    /// The code as it is written, of whatever service. It also tells whether the body of a 2xx
    /// answer is an error.
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

    /// The verdict on an answer with this body and this HTTP status: [`Code::verdict`], or, without a
    /// code of the gateway, [`Verdict::of_status`].
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
            Some(raw_code) => Verdict::of_raw_code(raw_code, status),
            None => Verdict::of_status(status),
        }
    }
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

/// What a name that is read is used for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// For a code and for nothing else.
    Code,
    /// For a code, and for much else.
    AlsoCode,
    /// For a message: first beside a `code`, last elsewhere.
    Message,
    /// For the message of an error.
    ErrorMessage,
    RequestId,
}

const USES: usize = Use::RequestId as usize + 1;

/// The names that are read; of those with one use, that which stands first counts first.
#[inline]
fn name_of(name: &[u8]) -> Option<(Use, u8)> {
    Some(match name {
        b"error_code" => (Use::Code, 0),
        b"errorCode" => (Use::Code, 1),
        b"errorcode" => (Use::Code, 2),
        b"code" => (Use::AlsoCode, 3),
        b"message" => (Use::Message, 4),
        b"msg" => (Use::Message, 5),
        b"error_msg" => (Use::ErrorMessage, 6),
        b"errorMsg" => (Use::ErrorMessage, 7),
        b"errormsg" => (Use::ErrorMessage, 8),
        b"error_message" => (Use::ErrorMessage, 9),
        b"errorMessage" => (Use::ErrorMessage, 10),
        b"request_id" => (Use::RequestId, 11),
        b"requestId" => (Use::RequestId, 12),
        b"requestid" => (Use::RequestId, 13),
        _ => return None,
    })
}

/// How far below the top objects are searched.
const SEARCHED_LEVELS: u8 = 4;

/// What an object, with those inside it, says about the failure.
#[derive(Default)]
struct Finding<'a> {
    answer: Answer<'a>,
    /// The message beside the code; where there is no code, the first that was met.
    message: Option<Cow<'a, str>>,
}

#[derive(Default)]
enum Answer<'a> {
    #[default]
    None,
    /// A code of all zeros: the search is over.
    Success,
    Code(Cow<'a, str>),
}

impl Finding<'_> {
    /// Adds the finding of the next object: it counts if no answer was found before.
    fn then(&mut self, next: Self) {
        if self.is_answered() {
            return;
        }
        self.message = match next.answer {
            Answer::Code(_) => next.message,
            Answer::None | Answer::Success => self.message.take().or(next.message),
        };
        self.answer = next.answer;
    }

    fn is_answered(&self) -> bool {
        !matches!(self.answer, Answer::None)
    }
}

/// An object while it is read.
#[derive(Default)]
struct Frame<'a> {
    /// A bit for each name that was met.
    seen: u16,
    /// For each use the value that counts, among those that are of use, and the place of its name.
    texts: [Option<Cow<'a, str>>; USES],
    places: [u8; USES],
    /// What was found in the object's members, which may stand before its own code.
    nested: Finding<'a>,
}

impl<'a> Frame<'a> {
    fn read<A: MapAccess<'a>>(&mut self, mut members: A, level: u8) -> Result<(), A::Error> {
        while let Some(name) = members.next_key_seed(Name)? {
            if name.is_some_and(|(_, place)| self.is_repeated(place)) {
                members.next_value_seed(SKIP)?;
            } else {
                members.next_value_seed(Member { frame: self, name, level })?;
            }
        }
        Ok(())
    }

    /// Whether this name was met before; it is met now.
    fn is_repeated(&mut self, place: u8) -> bool {
        let bit = 1 << place;
        let repeated = self.seen & bit != 0;
        self.seen |= bit;
        repeated
    }

    fn keep(&mut self, (of, place): (Use, u8), text: Cow<'a, str>) {
        let (kept, kept_place) = (&mut self.texts[of as usize], &mut self.places[of as usize]);
        if kept.is_none() || place < *kept_place {
            *kept = Some(text);
            *kept_place = place;
        }
    }

    fn has(&self, of: Use) -> bool {
        self.texts[of as usize].is_some()
    }

    fn take(&mut self, of: Use) -> Option<Cow<'a, str>> {
        self.texts[of as usize].take()
    }

    /// Whether no object inside this one can say anything that counts. (Not what `code` says: whether
    /// it counts is known only at the end.)
    fn is_settled(&self) -> bool {
        self.nested.is_answered() || self.has(Use::Code)
    }

    fn take_message(&mut self) -> Option<Cow<'a, str>> {
        self.take(Use::ErrorMessage).or_else(|| self.take(Use::Message))
    }

    fn finish(&mut self, is_top: bool) -> Finding<'a> {
        if let Some(code) = self.take(Use::Code) {
            // What is kept and not usable says success.
            let usable = is_usable(code.as_bytes());
            let answer = if usable { Answer::Code(code) } else { Answer::Success };
            return Finding { answer, message: self.take_message() };
        }
        let has_message = self.has(Use::Message) || self.has(Use::ErrorMessage);
        if let Some(code) = self.take(Use::AlsoCode).filter(|_| is_top || has_message) {
            let message = self.take(Use::Message).or_else(|| self.take(Use::ErrorMessage));
            return Finding { answer: Answer::Code(code), message };
        }
        let mut finding = Finding { answer: Answer::None, message: self.take_message() };
        finding.then(core::mem::take(&mut self.nested));
        finding
    }
}

/// The part of a value that is kept for this, if it is of any use.
fn useful(of: Use, is_top: bool, text: &str) -> Option<&str> {
    let kept = match of {
        Use::AlsoCode => is_usable(text.as_bytes()).then_some(text)?,
        // Zeros speak for the whole answer at the top alone: a step that went well may stand beside the
        // one that failed.
        Use::Code => {
            (is_usable(text.as_bytes()) || (is_top && is_success(text))).then_some(text)?
        }
        Use::RequestId => cut_request_id(text),
        Use::Message | Use::ErrorMessage => cut(text, MESSAGE_LIMIT),
    };
    (!kept.is_empty()).then_some(kept)
}

/// Whether a text would be a usable code if its last dotted part were not all zeros.
fn is_success(text: &str) -> bool {
    let is_code = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    let last = text.rsplit('.').next().unwrap_or_default();
    text.len() <= 64
        && text.bytes().all(is_code)
        && !last.is_empty()
        && last.bytes().all(|byte| byte == b'0')
}

/// The text of a body that tells nothing else, at most 4 KiB.
fn text_of(body: &[u8]) -> Cow<'_, str> {
    let mut end = body.len().min(MESSAGE_LIMIT);
    // Not through a character, which has at most three bytes like these behind its first.
    while end < body.len() && end + 3 > MESSAGE_LIMIT && body[end] & 0b1100_0000 == 0b1000_0000 {
        end -= 1;
    }
    let text = &body[..end];
    // Far faster than the lossy way, which goes byte by byte.
    if let Ok(text) = core::str::from_utf8(text) {
        return Cow::Borrowed(text);
    }
    // What replaces a bad byte is longer than it.
    Cow::Owned(cut(&String::from_utf8_lossy(text), MESSAGE_LIMIT).to_owned())
}

/// The first usable text after `"error_code":` in a body that breaks off. Not where an escape stands
/// before it: that is the end of another name, which whoever chose it may have ended like this.
fn last_look(body: &[u8]) -> Option<&str> {
    const NAME: &[u8] = b"\"error_code\"";
    let mut rest = body;
    loop {
        let at = rest.windows(NAME.len()).position(|window| window == NAME)?;
        let is_whole = !rest[..at].ends_with(b"\\");
        rest = &rest[at + NAME.len()..];
        if !is_whole {
            continue;
        }
        let value = rest.trim_ascii_start().strip_prefix(b":").map(<[u8]>::trim_ascii_start);
        if let Some(text) = value.and_then(|value| value.strip_prefix(b"\"")) {
            // A usable code has at most 64 bytes.
            let end = text.iter().take(65).position(|&byte| byte == b'"');
            let code = end.map(|end| &text[..end]).filter(|code| is_usable(code));
            if let Some(code) = code.and_then(|code| core::str::from_utf8(code).ok()) {
                return Some(code);
            }
        }
    }
}

/// The values that never are of use.
macro_rules! pass_over_scalars {
    () => {
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("any value")
        }

        fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
            Ok(())
        }

        fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
            Ok(())
        }

        fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
            Ok(())
        }

        fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
            Ok(())
        }

        fn visit_unit<E: Error>(self) -> Result<(), E> {
            Ok(())
        }
    };
}

/// With `serde_json`'s feature `arbitrary_precision`, which any crate of a build may switch on, a number is
/// an object of one member, whose name comes as text whatever was asked for.
macro_rules! number_is_a_member {
    () => {
        fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
            self.visit_bytes(name.as_bytes())
        }
    };
}

/// The body itself.
struct Top<'f, 'a>(&'f mut Frame<'a>);

impl<'a> Visitor<'a> for Top<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, members: A) -> Result<(), A::Error> {
        self.0.read(members, 0)
    }
}

/// A member's name, where it is read.
struct Name;

impl<'a> DeserializeSeed<'a> for Name {
    type Value = Option<(Use, u8)>;

    fn deserialize<D: Deserializer<'a>>(self, name: D) -> Result<Self::Value, D::Error> {
        // As bytes: a name that is no UTF-8 is none of ours, and the others need no check.
        name.deserialize_bytes(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<(Use, u8)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Self::Value, E> {
        Ok(name_of(name))
    }

    number_is_a_member!();
}

/// A name that does not count.
struct Unread;

impl<'a> DeserializeSeed<'a> for Unread {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, name: D) -> Result<(), D::Error> {
        name.deserialize_bytes(self)
    }
}

impl Visitor<'_> for Unread {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<(), E> {
        Ok(())
    }

    number_is_a_member!();
}

/// A member's value, on its way into the frame of its object.
struct Member<'f, 'a> {
    frame: &'f mut Frame<'a>,
    name: Option<(Use, u8)>,
    /// That of the object: 0 at the top.
    level: u8,
}

impl<'a> DeserializeSeed<'a> for Member<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Member<'_, 'a> {
    type Value = ();

    pass_over_scalars!();

    fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<(), E> {
        let Some(name) = self.name else { return Ok(()) };
        if let Some(text) = useful(name.0, self.level == 0, text) {
            self.frame.keep(name, Cow::Borrowed(text));
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let Some(name) = self.name else { return Ok(()) };
        if let Some(text) = useful(name.0, self.level == 0, text) {
            self.frame.keep(name, Cow::Owned(text.to_owned()));
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, elements: A) -> Result<(), A::Error> {
        SKIP.visit_seq(elements)
    }

    fn visit_map<A: MapAccess<'a>>(self, members: A) -> Result<(), A::Error> {
        if self.level == SEARCHED_LEVELS || self.frame.is_settled() {
            return SKIP.visit_map(members);
        }
        let mut inner = Frame::default();
        let result = inner.read(members, self.level + 1);
        self.frame.nested.then(inner.finish(false));
        result
    }
}

/// A value that is passed over: two levels are gone down here, for where values nest, `IgnoredAny` makes
/// `serde_json` allocate. No more than two, which lists of flat objects need: `IgnoredAny` knows no limit
/// of depth, and is faster.
const SKIP: Inside<Inside<Whole>> = Inside(Inside(Whole));

/// A value that is passed over at once.
#[derive(Clone, Copy)]
struct Whole;

impl<'a> DeserializeSeed<'a> for Whole {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'a>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_ignored_any(IgnoredAny).map(|IgnoredAny| ())
    }
}

/// A value that is passed over, each value in it so.
#[derive(Clone, Copy)]
struct Inside<S>(S);

impl<'a, S: DeserializeSeed<'a, Value = ()> + Copy> DeserializeSeed<'a> for Inside<S> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'a>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl<'a, S: DeserializeSeed<'a, Value = ()> + Copy> Visitor<'a> for Inside<S> {
    type Value = ();

    pass_over_scalars!();

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut elements: A) -> Result<(), A::Error> {
        while elements.next_element_seed(self.0)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(self, mut members: A) -> Result<(), A::Error> {
        while members.next_key_seed(Unread)?.is_some() {
            members.next_value_seed(self.0)?;
        }
        Ok(())
    }
}
