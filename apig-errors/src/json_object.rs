//! Writing a response's body.

use alloc::string::String;

/// A JSON object of these members, compact and in this order; those without a value are left out.
pub(crate) fn object(members: &[(&str, Option<&str>)]) -> String {
    let present = || members.iter().filter_map(|&(name, value)| Some((name, value?)));
    // Quotes, colon and comma of each member, and the braces; escapes make it grow.
    let length: usize = present().map(|(name, value)| name.len() + value.len() + 6).sum();
    let mut json = String::with_capacity(length + 2);
    for (name, value) in present() {
        json.push(if json.is_empty() { '{' } else { ',' });
        push_json_string(&mut json, name);
        json.push(':');
        push_json_string(&mut json, value);
    }
    if json.is_empty() {
        json.push('{');
    }
    json.push('}');
    json
}

/// A JSON string: only what has to be escaped is, by [RFC 8259, section 7].
///
/// [RFC 8259, section 7]: https://www.rfc-editor.org/rfc/rfc8259#section-7
pub fn push_json_string(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\0'..='\x1f' => {
                let hex = |digit| char::from_digit(digit, 16).unwrap_or('0');
                let number = u32::from(character);
                json.push_str("\\u00");
                json.push(hex(number >> 4));
                json.push(hex(number & 0xf));
            }
            _ => json.push(character),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_members_are_left_out() {
        assert_eq!(object(&[("a", None), ("b", None)]), "{}");
        assert_eq!(object(&[("a", None), ("b", Some("1"))]), r#"{"b":"1"}"#);
        assert_eq!(object(&[("a", Some("")), ("b", Some("1"))]), r#"{"a":"","b":"1"}"#);
    }

    #[test]
    fn strings_are_escaped() {
        let json = object(&[("a", Some("\"\\/\n\r\t\0\x1b\x1f\x7fé\u{2028}"))]);
        assert_eq!(json, "{\"a\":\"\\\"\\\\/\\n\\r\\t\\u0000\\u001b\\u001f\x7fé\u{2028}\"}");
    }

    #[test]
    fn the_allocation_is_exact_without_escapes() {
        let json = object(&[("error_msg", Some("m")), ("error_code", Some("APIG.0308"))]);
        // One comma fewer than members.
        assert_eq!(json.capacity(), json.len() + 1);
    }
}
