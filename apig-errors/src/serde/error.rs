//! [`ApigError`].

use alloc::string::String;
use core::fmt;

use apig_errors_catalog::__private::serde::{Field, set};
use serde_core::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor},
    ser::SerializeStruct,
};

use super::seconds::Seconds;
use crate::{ApigError, Throttle};

const ERROR: &str = "ApigError";
const ERROR_FIELDS: &[&str] =
    &["status", "code", "message", "request_id", "retry_after", "throttle"];

/// As a struct of `status`, `code`, `message`, `request_id`, `retry_after` and `throttle`, always
/// all of them; what is absent is none (JSON: `null`), an absent message the empty text.
///
/// **Verbatim**: unlike `Display`, nothing is masked or escaped, so the message may hold secrets.
/// Before this goes where others read, clear it ([`with_message`](Self::with_message)).
///
/// `code` is the [`raw_code`](Self::raw_code); `throttle` is that of
/// [`throttle`](Self::throttle); `retry_after` is in seconds: a whole number where it is one and
/// the format is for humans, else a floating-point number, which keeps nanoseconds up to 48 days.
/// What is read back is equal to what was written, within that bound. The names of the fields will
/// not change; fields may be added.
///
/// ```
/// use apig_errors::{ApigError, Code};
///
/// let error = ApigError::new(401, Code::APIG_0307).with_message("The token must be updated.");
/// assert_eq!(
///     serde_json::to_string(&error)?,
///     r#"{"status":401,"code":"APIG.0307","message":"The token must be updated.","request_id":null,"retry_after":null,"throttle":null}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for ApigError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct(ERROR, ERROR_FIELDS.len())?;
        fields.serialize_field("status", &self.status())?;
        fields.serialize_field("code", &self.raw_code())?;
        fields.serialize_field("message", self.message())?;
        fields.serialize_field("request_id", &self.request_id())?;
        fields.serialize_field("retry_after", &self.retry_after().map(Seconds))?;
        fields.serialize_field("throttle", &self.throttle())?;
        fields.end()
    }
}

/// From a struct of the same fields, of which all but `status` may be absent or none; unknown ones
/// are ignored. The bounds of this type hold: a message over 4 KiB and a request id over 128 bytes are
/// cut, and a code that can be none ([`raw_code`](Self::raw_code)) is none.
///
/// ```
/// use apig_errors::{ApigError, Code};
///
/// let error: ApigError = serde_json::from_str(r#"{"status":429,"code":"APIG.0308"}"#)?;
/// assert_eq!(error, ApigError::new(429, Code::APIG_0308));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl<'de> Deserialize<'de> for ApigError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(ERROR, ERROR_FIELDS, ErrorFields)
    }
}

struct ErrorFields;

impl<'de> Visitor<'de> for ErrorFields {
    type Value = ApigError;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a response of the gateway: status, code, message and more")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ApigError, A::Error> {
        let (mut status, mut texts, mut waits) = (None, (None, None, None), (None, None));
        while let Some(field) = map.next_key_seed(Field(ERROR_FIELDS))? {
            match field {
                Some("status") => set(&mut status, "status", &mut map)?,
                Some("code") => set(&mut texts.0, "code", &mut map)?,
                Some("message") => set(&mut texts.1, "message", &mut map)?,
                Some("request_id") => set(&mut texts.2, "request_id", &mut map)?,
                Some("retry_after") => set(&mut waits.0, "retry_after", &mut map)?,
                Some("throttle") => set(&mut waits.1, "throttle", &mut map)?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let status = status.ok_or_else(|| de::Error::missing_field("status"))?;
        let (code, message, request_id) = texts;
        let texts = [code.flatten(), message.flatten(), request_id.flatten()];
        Ok(error(status, texts, waits.0.flatten(), waits.1.flatten()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<ApigError, A::Error> {
        let short = |length| de::Error::invalid_length(length, &self);
        let status = fields.next_element()?.ok_or_else(|| short(0))?;
        let code = fields.next_element()?.ok_or_else(|| short(1))?;
        let message: String = fields.next_element()?.ok_or_else(|| short(2))?;
        let request_id = fields.next_element()?.ok_or_else(|| short(3))?;
        let retry_after = fields.next_element()?.ok_or_else(|| short(4))?;
        let throttle = fields.next_element()?.ok_or_else(|| short(5))?;
        Ok(error(status, [code, Some(message), request_id], retry_after, throttle))
    }
}

fn error(
    status: u16,
    [code, message, request_id]: [Option<String>; 3],
    retry_after: Option<Seconds>,
    throttle: Option<Throttle>,
) -> ApigError {
    ApigError::from_status(status)
        .with_raw_code(code.unwrap_or_default())
        .with_message(message.unwrap_or_default())
        .with_request_id(request_id.unwrap_or_default())
        .with_waits(retry_after.map(|Seconds(wait)| wait), throttle)
}
