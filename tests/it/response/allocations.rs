//! How often reading a response allocates.

use allocation_counter::measure;
use apig_errors::{ApigError, ErrorBody};

/// Well-formed bodies without escapes: flat, nested, with a list of objects, plain text, none.
const PLAIN: [&str; 6] = [
    r#"{"error_msg":"The throttling threshold has been reached: policy ip over ratelimit,limit:5,time:1 minute","error_code":"APIG.0308","request_id":"914a39d68c290da3e187f827f7e1b771"}"#,
    r#"{"error":{"code":"APIG.0308","message":"Daily quota exhausted"},"error_code":"APIG.0308","error_msg":"Daily quota exhausted"}"#,
    r#"{"detail":{"error":{"message":"Insufficient quota.","code":"insufficient_quota"}}}"#,
    r#"{"error_code":"InferHub.001001005.400","error_msg":"The request param is invalid","details":[{"error_code":"X","at":[1,2]}]}"#,
    "<html><body>502 Bad Gateway</body></html>",
    "",
];

const ESCAPED: &str =
    r#"{"error_msg":"Invalid \"DPoP\"","error_code":"APIG.0106","request_id":"b3844ae0aacba00b"}"#;

#[test]
fn a_borrowed_body_without_escapes_allocates_nothing() {
    for body in PLAIN {
        let count = measure(|| {
            let body = ErrorBody::parse(body.as_bytes());
            assert!(body.verdict(429).retry.as_str() != "");
        });
        assert_eq!(count.count_total, 0, "{body}");
    }
}

#[test]
fn an_error_without_escapes_allocates_at_most_once() {
    for body in PLAIN {
        let count = measure(|| drop(ApigError::parse(429, body.as_bytes())));
        assert!(count.count_total <= 1, "{body}: {}", count.count_total);
    }
}

/// One for the text without escapes, one for the error.
#[test]
fn an_escaped_text_costs_one_allocation_more() {
    let borrowed = measure(|| drop(ErrorBody::parse(ESCAPED.as_bytes())));
    assert!(borrowed.count_total <= 1, "{}", borrowed.count_total);
    let owned = measure(|| drop(ApigError::parse(400, ESCAPED.as_bytes())));
    assert!(owned.count_total <= 2, "{}", owned.count_total);
}

#[test]
fn an_error_by_status_allocates_nothing() {
    let count = measure(|| drop(ApigError::from_status(502)));
    assert_eq!(count.count_total, 0);
}
