//! JSON with its members in the order in which they are written, indented. The names are part of
//! the command's interface: scripts read them.

use std::fmt::{self, Write};

use apig_errors::{__private1_0::push_json_string, Row, Verdict};

/// What the commands say in JSON.
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(u64),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(&'static str, Self)>),
}

impl Json {
    /// A line of the table, with the verdict that is asked about.
    pub(crate) fn row(row: &Row, verdict: Verdict) -> Self {
        Self::Object(vec![
            ("code", row.code.to_string().into()),
            ("status", u64::from(row.status).into()),
            ("message", row.message.into()),
            ("cause", row.cause.into()),
            ("solution", row.solution.into()),
            ("verdict", Self::verdict(verdict)),
            ("actor", row.actor.as_str().into()),
            ("reason", row.reason.into()),
        ])
    }

    pub(crate) fn verdict(verdict: Verdict) -> Self {
        Self::Object(vec![
            ("retry", verdict.retry.as_str().into()),
            ("delivery", verdict.delivery.as_str().into()),
            ("basis", verdict.basis.as_str().into()),
        ])
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::Text(text) => write_text(f, text),
            Self::List(items) => {
                write_all(f, depth, ['[', ']'], items, |f, item| item.write(f, depth + 1))
            }
            Self::Object(members) => {
                write_all(f, depth, ['{', '}'], members, |f, (name, value)| {
                    write_text(f, name)?;
                    f.write_str(": ")?;
                    value.write(f, depth + 1)
                })
            }
        }
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut json = String::new();
    push_json_string(&mut json, text);
    f.write_str(&json)
}

fn write_all<T>(
    f: &mut fmt::Formatter<'_>,
    depth: usize,
    [open, close]: [char; 2],
    items: &[T],
    mut write: impl FnMut(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    f.write_char(open)?;
    for (at, item) in items.iter().enumerate() {
        let indent = 2 * (depth + 1);
        write!(f, "{}\n{:indent$}", if at == 0 { "" } else { "," }, "")?;
        write(f, item)?;
    }
    if !items.is_empty() {
        write!(f, "\n{:1$}", "", 2 * depth)?;
    }
    f.write_char(close)
}

/// Indented by two spaces a level, without a line feed at the end.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u64> for Json {
    fn from(value: u64) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_json_that_reads_back_in_order() {
        let json = Json::Object(vec![
            ("z", Json::List(vec![1.into(), Json::Null, true.into()])),
            ("a", Json::Object(vec![("text", "a \"b\"\n\u{1b}".into())])),
            ("none", Json::List(Vec::new())),
        ]);
        let text = json.to_string();
        let expected = serde_json::json!({
            "z": [1, null, true], "a": { "text": "a \"b\"\n\u{1b}" }, "none": [],
        });
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), expected);
        assert!(text.starts_with("{\n  \"z\": [\n    1,\n    null,\n"), "{text}");
        assert!(text.ends_with("\"none\": []\n}"), "{text}");
    }
}
