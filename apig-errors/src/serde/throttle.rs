//! [`Throttle`].

use core::fmt;

use apig_errors_catalog::__private::serde::{Field, set};
use serde_core::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor},
    ser::SerializeStruct,
};

use super::seconds::Seconds;
use crate::Throttle;

const THROTTLE: &str = "Throttle";
const THROTTLE_FIELDS: &[&str] = &["scope", "limit", "window"];

/// As a struct of `scope`, `limit` and `window`, which is in seconds.
///
/// ```
/// use apig_errors::ApigError;
///
/// let error = ApigError::from_status(429).with_message("policy ip over ratelimit,limit:5,time:1 day");
/// assert_eq!(
///     serde_json::to_string(&error.throttle())?,
///     r#"{"scope":"Ip","limit":5,"window":86400}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for Throttle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct(THROTTLE, THROTTLE_FIELDS.len())?;
        fields.serialize_field("scope", &self.scope)?;
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
        f.write_str("a throttling threshold: scope, limit and window")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Throttle, A::Error> {
        let (mut scope, mut limit, mut window) = (None, None, None);
        while let Some(field) = map.next_key_seed(Field(THROTTLE_FIELDS))? {
            match field {
                Some("scope") => set(&mut scope, "scope", &mut map)?,
                Some("limit") => set(&mut limit, "limit", &mut map)?,
                Some("window") => set(&mut window, "window", &mut map)?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let window: Option<Seconds> = window.flatten();
        Ok(Throttle {
            scope: scope.flatten(),
            limit: limit.flatten(),
            window: window.map(|Seconds(window)| window),
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<Throttle, A::Error> {
        let short = |length| de::Error::invalid_length(length, &self);
        let scope = fields.next_element()?.ok_or_else(|| short(0))?;
        let limit = fields.next_element()?.ok_or_else(|| short(1))?;
        let window: Option<Seconds> = fields.next_element()?.ok_or_else(|| short(2))?;
        Ok(Throttle { scope, limit, window: window.map(|Seconds(window)| window) })
    }
}
