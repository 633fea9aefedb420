//! `Serialize` and `Deserialize` of what was read from an answer.

use alloc::string::String;
use core::{fmt, time::Duration};

use apig_errors_catalog::serde::{Field, Name, set};
use serde_core::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor},
    ser::SerializeStruct,
};

use crate::{ApigError, StopReason, Throttle, ThrottlePolicy};

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
        f.write_str("an answer of the gateway: status, code, message and more")
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
    ApigError::of_status(status)
        .with_raw_code(code.unwrap_or_default())
        .with_message(message.unwrap_or_default())
        .with_request_id(request_id.unwrap_or_default())
        .with_waits(retry_after.map(|Seconds(wait)| wait), throttle)
}

/// The enums of single words.
macro_rules! by_name {
    ($($enum:ident { $($variant:ident)+ })+) => {$(
        /// As the text of [`as_str`](Self::as_str), in every format.
        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl Serialize for $enum {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        /// From the text of [`as_str`](Self::as_str).
        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl<'de> Deserialize<'de> for $enum {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const VALUES: &[$enum] = &[$($enum::$variant),+];
                const NAMES: &[&str] = &[$($enum::$variant.as_str()),+];

                let name = Name { what: stringify!($enum), names: NAMES };
                Ok(VALUES[name.deserialize(deserializer)?])
            }
        }
    )+};
}

by_name! {
    ThrottlePolicy { Api User App Ip }
    StopReason {
        Permanent MaybeDelivered AlreadyReauthenticated AttemptsExhausted WaitTooLong
        BudgetExhausted RenewalFailed Abandoned
    }
}

const THROTTLE: &str = "Throttle";
const THROTTLE_FIELDS: &[&str] = &["policy", "limit", "window"];

/// As a struct of `policy`, `limit` and `window`, which is in seconds.
///
/// ```
/// use apig_errors::ApigError;
///
/// let error = ApigError::of_status(429).with_message("policy ip over ratelimit,limit:5,time:1 day");
/// assert_eq!(
///     serde_json::to_string(&error.throttle())?,
///     r#"{"policy":"Ip","limit":5,"window":86400}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for Throttle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct(THROTTLE, THROTTLE_FIELDS.len())?;
        fields.serialize_field("policy", &self.policy)?;
        fields.serialize_field("limit", &self.limit)?;
        fields.serialize_field("window", &self.window.map(Seconds))?;
        fields.end()
    }
}

/// From a struct of the same fields, each of which may be absent or none; unknown ones are ignored.
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl<'de> Deserialize<'de> for Throttle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(THROTTLE, THROTTLE_FIELDS, ThrottleFields)
    }
}

struct ThrottleFields;

impl<'de> Visitor<'de> for ThrottleFields {
    type Value = Throttle;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a throttling threshold: policy, limit and window")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Throttle, A::Error> {
        let (mut policy, mut limit, mut window) = (None, None, None);
        while let Some(field) = map.next_key_seed(Field(THROTTLE_FIELDS))? {
            match field {
                Some("policy") => set(&mut policy, "policy", &mut map)?,
                Some("limit") => set(&mut limit, "limit", &mut map)?,
                Some("window") => set(&mut window, "window", &mut map)?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let window: Option<Seconds> = window.flatten();
        Ok(Throttle {
            policy: policy.flatten(),
            limit: limit.flatten(),
            window: window.map(|Seconds(window)| window),
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<Throttle, A::Error> {
        let short = |length| de::Error::invalid_length(length, &self);
        let policy = fields.next_element()?.ok_or_else(|| short(0))?;
        let limit = fields.next_element()?.ok_or_else(|| short(1))?;
        let window: Option<Seconds> = fields.next_element()?.ok_or_else(|| short(2))?;
        Ok(Throttle { policy, limit, window: window.map(|Seconds(window)| window) })
    }
}

/// A time in seconds.
struct Seconds(Duration);

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Formats that do not say what they hold need one type for all values.
        if self.0.subsec_nanos() == 0 && serializer.is_human_readable() {
            serializer.serialize_u64(self.0.as_secs())
        } else {
            serializer.serialize_f64(self.0.as_secs_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_f64(SecondsNumber)
    }
}

struct SecondsNumber;

impl Visitor<'_> for SecondsNumber {
    type Value = Seconds;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time in seconds, zero or more")
    }

    fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Seconds, E> {
        Ok(Seconds(Duration::from_secs(seconds)))
    }

    fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<Seconds, E> {
        match u64::try_from(seconds) {
            Ok(seconds) => self.visit_u64(seconds),
            Err(_) => Err(E::invalid_value(Unexpected::Signed(seconds), &self)),
        }
    }

    fn visit_f64<E: de::Error>(self, seconds: f64) -> Result<Seconds, E> {
        match Duration::try_from_secs_f64(seconds) {
            Ok(time) => Ok(Seconds(time)),
            // Too long, as `Duration::from_secs(u64::MAX)` is when it is rounded.
            Err(_) if seconds > 0.0 => self.visit_u64(u64::MAX),
            Err(_) => Err(E::invalid_value(Unexpected::Float(seconds), &self)),
        }
    }
}
