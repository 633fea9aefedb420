//! `Serialize` and `Deserialize`, by hand: anyone who switches them on compiles no derive.
//!
//! The visitors at the end serve the types of `apig-errors` as well.

use core::fmt;

use serde_core::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor},
    ser::SerializeStruct,
};

use crate::{Code, Row, Verdict};

/// As its text, `"APIG.0308"`.
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::Code;
///
/// assert_eq!(serde_json::to_string(&Code::APIG_0308)?, r#""APIG.0308""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From any text that [`Code::parse`] reads, documented or not.
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::Code;
///
/// assert_eq!(serde_json::from_str::<Code>(r#""APIG.0308""#)?, Code::APIG_0308);
/// assert!(serde_json::from_str::<Code>(r#""DNS.0014""#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(CodeText)
    }
}

struct CodeText;

impl Visitor<'_> for CodeText {
    type Value = Code;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error code such as \"APIG.0308\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Code, E> {
        Code::parse(text).map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

const VERDICT: &str = "Verdict";
const VERDICT_FIELDS: &[&str] = &["retry", "delivery", "basis"];

/// As a struct of `retry`, `delivery` and `basis`.
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::Code;
///
/// assert_eq!(
///     serde_json::to_string(&Code::APIG_0203.verdict(504))?,
///     r#"{"retry":"Backoff","delivery":"MaybeDelivered","basis":"Row"}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct(VERDICT, VERDICT_FIELDS.len())?;
        fields.serialize_field("retry", &self.retry)?;
        fields.serialize_field("delivery", &self.delivery)?;
        fields.serialize_field("basis", &self.basis)?;
        fields.end()
    }
}

/// From a struct of `retry`, `delivery` and `basis`, all three; unknown fields are ignored.
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl<'de> Deserialize<'de> for Verdict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(VERDICT, VERDICT_FIELDS, VerdictFields)
    }
}

struct VerdictFields;

impl<'de> Visitor<'de> for VerdictFields {
    type Value = Verdict;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a verdict: retry, delivery and basis")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Verdict, A::Error> {
        let (mut retry, mut delivery, mut basis) = (None, None, None);
        while let Some(field) = map.next_key_seed(Field(VERDICT_FIELDS))? {
            match field {
                Some("retry") => set(&mut retry, "retry", &mut map)?,
                Some("delivery") => set(&mut delivery, "delivery", &mut map)?,
                Some("basis") => set(&mut basis, "basis", &mut map)?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let missing = de::Error::missing_field;
        Ok(Verdict {
            retry: retry.ok_or_else(|| missing("retry"))?,
            delivery: delivery.ok_or_else(|| missing("delivery"))?,
            basis: basis.ok_or_else(|| missing("basis"))?,
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<Verdict, A::Error> {
        let short = |length| de::Error::invalid_length(length, &self);
        Ok(Verdict {
            retry: fields.next_element()?.ok_or_else(|| short(0))?,
            delivery: fields.next_element()?.ok_or_else(|| short(1))?,
            basis: fields.next_element()?.ok_or_else(|| short(2))?,
        })
    }
}

/// As a struct of `code`, `status`, `message`, `cause`, `solution`, `verdict`, `actor` and `reason`. Only written:
/// a row borrows from the table, where [`ROWS`](crate::ROWS) has it.
///
/// ```
/// use apig_errors_catalog::ROWS;
///
/// let row = serde_json::to_value(ROWS[0])?;
/// assert_eq!((&row["code"], &row["status"]), (&"APIG.0101".into(), &404.into()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { code, status, message, cause, solution, verdict, actor, reason } = self;
        let mut fields = serializer.serialize_struct("Row", 8)?;
        fields.serialize_field("code", code)?;
        fields.serialize_field("status", status)?;
        fields.serialize_field("message", message)?;
        fields.serialize_field("cause", cause)?;
        fields.serialize_field("solution", solution)?;
        fields.serialize_field("verdict", verdict)?;
        fields.serialize_field("actor", actor)?;
        fields.serialize_field("reason", reason)?;
        fields.end()
    }
}

/// One of some names, as its index.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// What is named, for the error's text.
    pub what: &'static str,
    /// The names.
    pub names: &'static [&'static str],
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name of a value of `{}`", self.what)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<usize, E> {
        let index = self.names.iter().position(|&name| name == text);
        index.ok_or_else(|| E::unknown_variant(text, self.names))
    }
}

/// The name of one of these fields; `None` for any other.
#[derive(Clone, Copy, Debug)]
pub struct Field(pub &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Field {
    type Value = Option<&'static str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Field {
    type Value = Option<&'static str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    // Formats write the name, its bytes, or the number of the field.

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        self.visit_bytes(text.as_bytes())
    }

    fn visit_bytes<E: de::Error>(self, text: &[u8]) -> Result<Self::Value, E> {
        Ok(self.0.iter().copied().find(|name| name.as_bytes() == text))
    }

    fn visit_u64<E: de::Error>(self, index: u64) -> Result<Self::Value, E> {
        Ok(usize::try_from(index).ok().and_then(|index| self.0.get(index).copied()))
    }
}

/// Reads a field's value; that it was read before is an error.
///
/// # Errors
///
/// Those of the format, and `duplicate_field`.
pub fn set<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    field: &mut Option<T>,
    name: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if field.is_some() {
        return Err(de::Error::duplicate_field(name));
    }
    *field = Some(map.next_value()?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use serde_core::de::{IntoDeserializer, value};

    use super::*;

    const FIELD: Field = Field(&["retry", "basis"]);

    type Read = Result<Option<&'static str>, value::Error>;

    #[test]
    fn a_field_is_its_name_its_bytes_or_its_number() {
        let known: [Read; 3] = [
            FIELD.deserialize("basis".into_deserializer()),
            FIELD.deserialize(b"basis"[..].into_deserializer()),
            FIELD.deserialize(1_u64.into_deserializer()),
        ];
        assert_eq!(known, [const { Ok(Some("basis")) }; 3]);
        let unknown: [Read; 3] = [
            FIELD.deserialize("since".into_deserializer()),
            FIELD.deserialize(b""[..].into_deserializer()),
            FIELD.deserialize(2_u64.into_deserializer()),
        ];
        assert_eq!(unknown, [const { Ok(None) }; 3]);
    }

    #[test]
    fn what_names_no_field_is_refused_with_what_was_expected() {
        let read: Read = FIELD.deserialize(true.into_deserializer());
        let refusal = read.expect_err("no field is named by a boolean").to_string();
        assert_eq!(refusal, "invalid type: boolean `true`, expected the name of a field");
    }
}
