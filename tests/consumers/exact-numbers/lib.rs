//! Numbers beside a code. With `serde_json`'s feature `arbitrary_precision`, which any crate of a build may
//! switch on, they reach a reader as objects.

use apig_errors::ApigError;

/// Code, message and request id of a body.
#[must_use]
pub fn read(body: &str) -> (Option<String>, String, Option<String>) {
    let error = ApigError::parse(429, body.as_bytes());
    let owned = |text: Option<&str>| text.map(str::to_owned);
    (owned(error.raw_code()), error.message().to_owned(), owned(error.request_id()))
}

/// Whether a number is kept as it is written: whether the feature is on.
#[cfg(test)]
fn is_exact() -> bool {
    const WRITTEN: &str = "0.100000000000000000000";
    let number = serde_json::from_str::<serde_json::Value>(WRITTEN);
    number.is_ok_and(|number| format!("{number}") == WRITTEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_kind_are_passed_over() {
        for number in
            ["0", "-7", "1.5", "-0", "1e3", "1711111111.123", "123456789012345678901234567890"]
        {
            for beside in [
                format!(r#""at":{number}"#),
                format!(r#""error_code":{number}"#),
                format!(r#""data":{{"at":{number}}}"#),
                format!(r#""list":[{number},{{"at":{number},"in":[{number}]}}]"#),
                format!(r#""a":{{"b":{{"c":{{"d":{{"e":{{"f":{number}}}}}}}}}}}"#),
            ] {
                let body = format!(
                    r#"{{{beside},"errorCode":"APIG.0308","errorMsg":"Slow down.","requestId":"r",{beside}}}"#
                );
                let found = read(&body);
                let expected = ("APIG.0308".to_owned(), "Slow down.".to_owned(), "r".to_owned());
                assert_eq!(found, (Some(expected.0), expected.1, Some(expected.2)), "{body}");
            }
        }
    }

    /// Set where the feature is asked for, so that it is known to be on.
    #[test]
    fn numbers_are_exact_where_they_are_to_be() {
        if std::env::var_os("EXACT_NUMBERS").is_some() {
            assert!(is_exact());
        }
    }
}
