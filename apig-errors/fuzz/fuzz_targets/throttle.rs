//! The grammar of throttling thresholds, in a message and in a header, against a plain second
//! implementation.

#![no_main]

use apig_errors::{ApigError, ThrottleScope};
use http::{HeaderMap, HeaderValue, StatusCode};
use libfuzzer_sys::fuzz_target;

#[path = "../../../tests/it/support/rules.rs"]
#[allow(dead_code)]
mod rules;

fuzz_target!(|text: &str| {
    let error = ApigError::from_status(429).with_message(text);
    assert_eq!(error.throttle(), rules::plain_throttle(error.message()));

    if let Ok(value) = HeaderValue::from_str(text) {
        let mut headers = HeaderMap::new();
        headers.insert("x-apig-ratelimit-app", value);
        let error = ApigError::from_http(StatusCode::TOO_MANY_REQUESTS, &headers, b"");
        // A header is read where it is ASCII.
        let expected =
            text.is_ascii().then(|| rules::plain_header(ThrottleScope::App, text.trim()));
        assert_eq!(error.throttle(), expected.flatten());
    }
});
