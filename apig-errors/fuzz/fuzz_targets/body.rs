//! Reading a body of whatever bytes, as a slow reader does where they are JSON, and showing what was read.

#![no_main]

use apig_errors::{ApigError, ErrorBody};
use libfuzzer_sys::fuzz_target;

#[path = "../../../tests/it/support/rules.rs"]
#[allow(dead_code)]
mod rules;

#[path = "../../../tests/it/support/plain.rs"]
#[allow(dead_code)]
mod plain;

fuzz_target!(|bytes: &[u8]| {
    if let Some(expected) = plain::read(bytes) {
        assert_eq!(plain::said(bytes), expected);
    }

    let body = ErrorBody::parse(bytes);
    let error = ApigError::parse(429, bytes);
    rules::check(&error);

    assert_eq!(body.raw_code(), error.raw_code());
    assert_eq!(body.message(), error.message());
    assert_eq!(body.request_id(), error.request_id());
    assert_eq!(body.code(), error.code());
    assert!(!format!("{body:?}").contains(rules::is_unsafe));
    for status in rules::STATUSES {
        assert_eq!(
            body.verdict(status),
            error.code().map_or_else(
                || apig_errors::Verdict::from_status(status),
                |code| code.verdict(status),
            )
        );
    }

    // Nothing is made up: without escapes, and of several lines of an event, what is read is in the body.
    let text = std::str::from_utf8(bytes).ok();
    if let Some(text) = text.filter(|text| !text.contains('\\') && !text.contains("data:")) {
        assert!(text.contains(body.message()));
        assert!(body.raw_code().is_none_or(|code| text.contains(code)));
        assert!(body.request_id().is_none_or(|id| text.contains(id)));
    }
});
