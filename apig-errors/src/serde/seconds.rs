//! Times as people write them.

use core::{fmt, time::Duration};

use serde_core::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Unexpected, Visitor},
};

/// A time in seconds.
pub(super) struct Seconds(pub(super) Duration);

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
