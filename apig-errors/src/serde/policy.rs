//! [`RetryPolicy`], as a program's configuration has it.

use core::{fmt, time::Duration};

use apig_errors_catalog::__private::serde::{Field, set};
use serde_core::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeSeed, MapAccess, SeqAccess, Unexpected, Visitor},
    ser::SerializeStruct,
};

use super::seconds::Seconds;
use crate::RetryPolicy;

const POLICY: &str = "RetryPolicy";
const POLICY_FIELDS: &[&str] =
    &["max_attempts", "base_delay", "max_delay", "max_total_wait", "reauthenticate", "within"];

/// As a struct of `max_attempts`, `base_delay`, `max_delay`, `max_total_wait`, `reauthenticate` and `within`, always
/// all of them; times are in seconds, as those of [`ApigError`](crate::ApigError) are. The names of the fields will
/// not change; fields may be added.
///
/// ```
/// use apig_errors::RetryPolicy;
///
/// assert_eq!(
///     serde_json::to_string(&RetryPolicy::new())?,
///     r#"{"max_attempts":4,"base_delay":0.2,"max_delay":20,"max_total_wait":90,"reauthenticate":true,"within":null}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for RetryPolicy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct(POLICY, POLICY_FIELDS.len())?;
        fields.serialize_field("max_attempts", &self.max_attempts())?;
        fields.serialize_field("base_delay", &Seconds(self.base_delay()))?;
        fields.serialize_field("max_delay", &Seconds(self.max_delay()))?;
        fields.serialize_field("max_total_wait", &Seconds(self.max_total_wait()))?;
        fields.serialize_field("reauthenticate", &self.reauthenticate())?;
        fields.serialize_field("within", &self.deadline().map(Seconds))?;
        fields.end()
    }
}

/// From a struct of the same fields; what is absent is as in [`RetryPolicy::new`]. **An unknown field is an
/// error**: a misspelled bound must not be the default's.
///
/// ```
/// use std::time::Duration;
/// use apig_errors::RetryPolicy;
///
/// let policy: RetryPolicy = serde_json::from_str(r#"{"max_attempts":6,"max_total_wait":30}"#)?;
/// let expected = RetryPolicy::new().with_max_attempts(6).with_max_total_wait(Duration::from_secs(30));
/// assert_eq!(policy, expected);
/// assert!(serde_json::from_str::<RetryPolicy>(r#"{"max_atempts":6}"#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl<'de> Deserialize<'de> for RetryPolicy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(POLICY, POLICY_FIELDS, PolicyFields)
    }
}

struct PolicyFields;

impl<'de> Visitor<'de> for PolicyFields {
    type Value = RetryPolicy;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a retry policy: max_attempts, base_delay and more")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RetryPolicy, A::Error> {
        let (mut max_attempts, mut reauthenticate, mut within) = (None, None, None);
        let (mut base_delay, mut max_delay, mut max_total_wait) = (None, None, None);
        while let Some(field) = map.next_key_seed(Known)? {
            match field {
                "max_attempts" => set(&mut max_attempts, "max_attempts", &mut map)?,
                "base_delay" => set(&mut base_delay, "base_delay", &mut map)?,
                "max_delay" => set(&mut max_delay, "max_delay", &mut map)?,
                "max_total_wait" => set(&mut max_total_wait, "max_total_wait", &mut map)?,
                "reauthenticate" => set(&mut reauthenticate, "reauthenticate", &mut map)?,
                _ => set(&mut within, "within", &mut map)?,
            }
        }
        let default = RetryPolicy::new();
        let times = [
            seconds(base_delay, default.base_delay()),
            seconds(max_delay, default.max_delay()),
            seconds(max_total_wait, default.max_total_wait()),
        ];
        Ok(policy(
            max_attempts.unwrap_or(default.max_attempts()),
            times,
            reauthenticate.unwrap_or(default.reauthenticate()),
            within.flatten().map(|Seconds(time)| time),
        ))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<RetryPolicy, A::Error> {
        let short = |length| de::Error::invalid_length(length, &self);
        let max_attempts = fields.next_element()?.ok_or_else(|| short(0))?;
        let Seconds(base_delay) = fields.next_element()?.ok_or_else(|| short(1))?;
        let Seconds(max_delay) = fields.next_element()?.ok_or_else(|| short(2))?;
        let Seconds(max_total_wait) = fields.next_element()?.ok_or_else(|| short(3))?;
        let reauthenticate = fields.next_element()?.ok_or_else(|| short(4))?;
        let within: Option<Seconds> = fields.next_element()?.ok_or_else(|| short(5))?;
        let within = within.map(|Seconds(time)| time);
        Ok(policy(max_attempts, [base_delay, max_delay, max_total_wait], reauthenticate, within))
    }
}

/// The name of a field; any other is an error.
struct Known;

impl<'de> DeserializeSeed<'de> for Known {
    type Value = &'static str;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Known {
    type Value = &'static str;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let known = Field(POLICY_FIELDS).visit_str(text)?;
        known.ok_or_else(|| E::unknown_field(text, POLICY_FIELDS))
    }

    fn visit_bytes<E: de::Error>(self, text: &[u8]) -> Result<Self::Value, E> {
        let known = Field(POLICY_FIELDS).visit_bytes(text)?;
        known.ok_or_else(|| E::invalid_value(Unexpected::Bytes(text), &self))
    }

    fn visit_u64<E: de::Error>(self, index: u64) -> Result<Self::Value, E> {
        let known = Field(POLICY_FIELDS).visit_u64(index)?;
        known.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(index), &self))
    }
}

fn seconds(read: Option<Seconds>, default: Duration) -> Duration {
    read.map_or(default, |Seconds(time)| time)
}

fn policy(
    max_attempts: u32,
    [base_delay, max_delay, max_total_wait]: [Duration; 3],
    reauthenticate: bool,
    within: Option<Duration>,
) -> RetryPolicy {
    let policy = RetryPolicy::new()
        .with_max_attempts(max_attempts)
        .with_base_delay(base_delay)
        .with_max_delay(max_delay)
        .with_max_total_wait(max_total_wait)
        .with_reauthenticate(reauthenticate);
    match within {
        Some(time) => policy.within(time),
        None => policy,
    }
}
