//! Reading a response with its headers: lines of `name: value`, an empty line, the body.

#![no_main]

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use libfuzzer_sys::fuzz_target;

#[path = "../../../tests/it/support/rules.rs"]
#[allow(dead_code)]
mod rules;

fuzz_target!(|bytes: &[u8]| {
    let blank = bytes.windows(2).position(|pair| pair == b"\n\n");
    let (head, body) = blank.map_or((bytes, &[][..]), |at| (&bytes[..at], &bytes[at + 2..]));

    let mut headers = HeaderMap::new();
    for line in head.split(|byte| *byte == b'\n').take(64) {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
        let name = HeaderName::from_bytes(&line[..colon]);
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii());
        if let (Ok(name), Ok(value)) = (name, value) {
            headers.append(name, value);
        }
    }

    for status in [StatusCode::TOO_MANY_REQUESTS, StatusCode::BAD_GATEWAY] {
        rules::check_response(status, &headers, body);
    }
});
