//! The way back: a response as the gateway sends it.

use std::time::Duration;

use apig_errors::{ApigError, Code, ROWS};
use http::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};

fn headers(error: &ApigError) -> HeaderMap {
    error.to_response().into_parts().0.headers
}

/// What a client makes of the response.
fn received(error: &ApigError) -> ApigError {
    let (parts, body) = error.to_response().into_parts();
    ApigError::from_parts(&parts, body.as_bytes())
}

#[test]
fn a_row_is_its_documented_response() {
    for row in ROWS {
        let error = ApigError::from(row);
        assert_eq!((error.status(), error.code()), (row.status, Some(row.code)));
        assert_eq!((error.message(), error.request_id()), (row.message, None));
        assert_eq!((error.verdict(), error.actor()), (row.verdict, Some(row.actor)));
        assert_eq!(error.wait_hint(), None);
    }
}

#[test]
fn what_is_sent_is_what_is_received() {
    for row in ROWS {
        let error = ApigError::from(row);
        assert_eq!(received(&error), error);
        let error = error.with_request_id("abc").with_retry_after(Duration::from_secs(7));
        assert_eq!(received(&error), error);
    }
    for error in [
        ApigError::from_status(502).with_message("Backend unavailable."),
        ApigError::from_status(400).with_raw_code("DNS.0014").with_message("\"quoted\"\n\0\u{e9}"),
        ApigError::new(503, Code::APIG_0202).with_request_id("\u{e9}"),
        ApigError::new(503, Code::APIG_0202).with_retry_after(Duration::from_secs(u64::MAX)),
    ] {
        assert_eq!(received(&error), error);
    }
}

#[test]
fn the_body_is_the_wire_form() {
    let error = ApigError::new(429, Code::APIG_0308).with_message("Slow.").with_request_id("abc");
    let response = error.to_response();
    assert_eq!(response.status(), 429);
    assert_eq!(
        response.body(),
        r#"{"error_msg":"Slow.","error_code":"APIG.0308","request_id":"abc"}"#
    );
    assert_eq!(response.headers()[CONTENT_TYPE], "application/json");
    assert_eq!(response.headers()["x-request-id"], "abc");
}

#[test]
fn headers_without_a_value_are_left_out() {
    let headers = headers(&ApigError::new(429, Code::APIG_0308));
    assert_eq!(headers.keys().collect::<Vec<_>>(), [CONTENT_TYPE]);
}

#[test]
fn a_status_that_http_does_not_have_becomes_500() {
    for (status, expected) in
        [(0, 500), (99, 500), (100, 100), (599, 599), (999, 999), (1000, 500), (u16::MAX, 500)]
    {
        assert_eq!(ApigError::from_status(status).to_response().status(), expected);
    }
}

#[test]
fn a_request_id_that_no_header_may_hold_is_left_out() {
    for request_id in ["a\nb", "a\r\nSet-Cookie: b", "\0", "\u{7f}"] {
        let error = ApigError::from_status(502).with_request_id(request_id);
        assert!(!headers(&error).contains_key("x-request-id"), "{request_id:?}");
        // The body can hold it.
        assert_eq!(received(&error).request_id(), Some(request_id));
    }
}

#[test]
fn retry_after_is_in_whole_seconds_and_never_less() {
    for (wait, expected) in [
        (Duration::ZERO, "0"),
        (Duration::from_nanos(1), "1"),
        (Duration::from_millis(1500), "2"),
        (Duration::from_secs(120), "120"),
        (Duration::MAX, "18446744073709551615"),
    ] {
        let error = ApigError::from_status(503).with_retry_after(wait);
        assert_eq!(headers(&error)[RETRY_AFTER], expected);
    }
}
