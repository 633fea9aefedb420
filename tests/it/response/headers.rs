//! What the headers of a response add to its body.

use std::time::{Duration, SystemTime};

use apig_errors::{ApigError, Code, Retry, Throttle, ThrottleScope};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

const BODY: &[u8] = br#"{"error_msg":"Throttled.","error_code":"APIG.0308"}"#;

fn error(headers: &[(&str, &str)], body: &[u8]) -> ApigError {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name: HeaderName = name.parse().unwrap();
        map.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    ApigError::from_http(StatusCode::TOO_MANY_REQUESTS, &map, body)
}

#[track_caller]
fn assert_hint(headers: &[(&str, &str)], seconds: Option<u64>) {
    assert_eq!(error(headers, BODY).wait_hint(), seconds.map(Duration::from_secs), "{headers:?}");
}

// The request id.

#[test]
fn the_header_gives_the_request_id_where_the_body_has_none() {
    assert_eq!(error(&[("X-Request-Id", " abc ")], BODY).request_id(), Some("abc"));
    let body = br#"{"error_code":"X.1","request_id":"of-body"}"#;
    assert_eq!(error(&[("X-Request-Id", "abc")], body).request_id(), Some("of-body"));
    let body = br#"{"error_code":"X.1","request_id":""}"#;
    assert_eq!(error(&[("X-Request-Id", "abc")], body).request_id(), Some("abc"));
    assert_eq!(error(&[("X-Request-Id", "abc")], b"text").request_id(), Some("abc"));
}

#[test]
fn the_request_id_of_a_header_is_bounded_and_total() {
    let long = "é".repeat(200);
    assert_eq!(error(&[("X-Request-Id", &long)], BODY).request_id(), Some(&long[..128]));
    assert_eq!(error(&[("X-Request-Id", "")], BODY).request_id(), None);
    assert_eq!(error(&[("X-Request-Id", ""), ("X-Request-Id", "b")], BODY).request_id(), Some("b"));
    let mut headers = HeaderMap::new();
    headers.insert("x-request-id", HeaderValue::from_bytes(b"a\xffb").unwrap());
    let error = ApigError::from_http(StatusCode::BAD_GATEWAY, &headers, b"");
    assert_eq!(error.request_id(), Some("a\u{fffd}b"));
}

// Retry-After.

#[test]
fn retry_after_in_seconds() {
    assert_hint(&[("Retry-After", "120")], Some(120));
    assert_hint(&[("retry-after", " 0 ")], Some(0));
    // No wait at all, as a date that has passed is: the window counts.
    let window = ("X-Apig-RateLimit-Api", "remain:0,limit:5,time:1 minute");
    assert_hint(&[("retry-after", "0"), window], Some(60));
    assert_hint(&[("retry-after", "1"), window], Some(1));
}

/// What proxies join or reckon themselves: the whole seconds that are certain, rounded up.
#[test]
fn retry_after_in_lists_and_fractions() {
    for (value, seconds) in [
        ("120, 3", Some(120)),
        ("3,120", Some(120)),
        ("120, soon", Some(120)),
        ("5.5", Some(6)),
        ("5.0", Some(5)),
        ("0.000", Some(0)),
        ("0.1, 2", Some(2)),
        ("5.", None),
        (".5", None),
        ("5.5.5", None),
        ("1e3", None),
        (",", None),
        ("18446744073709551615.5", Some(u64::MAX)),
    ] {
        assert_hint(&[("Retry-After", value)], seconds);
    }
}

#[test]
fn retry_after_saturates() {
    assert_hint(&[("Retry-After", "99999999999999999999999")], Some(u64::MAX));
}

#[test]
fn retry_after_as_a_date_counts_from_the_responses_date() {
    let date = ("Date", "Mon, 03 Aug 2020 02:51:22 GMT");
    assert_hint(&[date, ("Retry-After", "Mon, 03 Aug 2020 02:53:22 GMT")], Some(120));
    // The obsolete forms of RFC 9110, section 5.6.7.
    assert_hint(&[date, ("Retry-After", "Monday, 03-Aug-20 02:51:23 GMT")], Some(1));
    assert_hint(&[date, ("Retry-After", "Mon Aug  3 02:51:24 2020")], Some(2));
}

#[test]
fn a_past_date_is_no_wait() {
    let date = ("Date", "Mon, 03 Aug 2020 02:51:22 GMT");
    assert_hint(&[date, ("Retry-After", "Mon, 03 Aug 2020 02:51:21 GMT")], Some(0));
    assert_hint(&[("Retry-After", "Mon, 03 Aug 2020 02:51:21 GMT")], Some(0));
}

#[test]
fn without_a_date_of_its_own_the_response_counts_from_the_clock() {
    let in_an_hour = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3600));
    for date in ["", "yesterday"] {
        let error = error(&[("Date", date), ("Retry-After", &in_an_hour)], BODY);
        let hint = error.wait_hint().unwrap();
        // A minute's tolerance: the clock runs, and dates have whole seconds.
        assert!(hint <= Duration::from_secs(3600), "{hint:?}");
        assert!(hint > Duration::from_secs(3540), "{hint:?}");
    }
}

#[test]
fn of_several_waits_the_longest_counts() {
    assert_hint(&[("Retry-After", "5"), ("Retry-After", "60"), ("Retry-After", "7")], Some(60));
    let date = ("Date", "Mon, 03 Aug 2020 02:51:22 GMT");
    let until = ("Retry-After", "Mon, 03 Aug 2020 02:53:22 GMT");
    assert_hint(&[date, until, ("Retry-After", "60")], Some(120));
}

#[test]
fn what_is_no_wait_is_passed_over() {
    for value in
        ["", "-1", "+5", "1.5s", "soon", "5 seconds", "\u{665}", "Mon, 99 Aug 2020 02:51:22 GMT"]
    {
        assert_hint(&[("Retry-After", value)], None);
        assert_hint(&[("Retry-After", value), ("Retry-After", "9")], Some(9));
    }
}

#[test]
fn retry_after_counts_for_every_class() {
    let mut headers = HeaderMap::new();
    headers.insert("retry-after", HeaderValue::from_static("30"));
    let error = ApigError::from_http(StatusCode::SERVICE_UNAVAILABLE, &headers, b"");
    assert_eq!(error.verdict().retry, Retry::Backoff);
    assert_eq!(error.wait_hint(), Some(Duration::from_secs(30)));
}

#[test]
fn retry_after_counts_before_the_window() {
    let window = ("X-Apig-RateLimit-Api", "remain:0,limit:10,time:1 minute");
    assert_hint(&[window, ("Retry-After", "5")], Some(5));
    assert_hint(&[window], Some(60));
}

// Throttling.

#[test]
fn each_header_of_the_throttle_is_read() {
    for (name, policy) in [
        ("X-Apig-RateLimit-Api", ThrottleScope::Api),
        ("X-Apig-Ratelimit-Api-Allenv", ThrottleScope::Api),
        ("x-apig-ratelimit-user", ThrottleScope::User),
        ("X-APIG-RATELIMIT-APP", ThrottleScope::App),
        ("X-Apig-RateLimit-Ip", ThrottleScope::Ip),
    ] {
        let throttle =
            error(&[(name, "remain:0,limit:10,time:10 second")], BODY).throttle().unwrap();
        assert_eq!(throttle.scope, Some(policy), "{name}");
        assert_eq!(throttle.limit, Some(10));
        assert_eq!(throttle.window, Some(Duration::from_secs(10)));
    }
}

#[test]
fn a_header_counts_only_where_nothing_remains() {
    for value in [
        "remain:9,limit:10,time:10 second",
        "limit:10,time:10 second",
        "remain:,limit:10,time:10 second",
        "remain:0x,limit:10,time:10 second",
        "remain:-0,limit:10",
        "",
        "0",
    ] {
        assert_eq!(error(&[("X-Apig-RateLimit-Api", value)], BODY).throttle(), None, "{value}");
    }
    for value in [" remain : 0 , limit : 10 ", "Remain:0,Limit:10", "limit:10,remain:00"] {
        let throttle = error(&[("X-Apig-RateLimit-Api", value)], BODY).throttle().unwrap();
        assert_eq!((throttle.limit, throttle.window), (Some(10), None), "{value}");
    }
}

#[test]
fn of_several_headers_the_longest_window_counts() {
    let throttle = error(
        &[
            ("X-Apig-RateLimit-Api", "remain:0,limit:1,time:1 second"),
            ("X-Apig-RateLimit-Ip", "remain:9,limit:2,time:1 day"),
            ("X-Apig-RateLimit-User", "remain:0,limit:3,time:1 hour"),
            ("X-Apig-RateLimit-User", "remain:0,limit:4,time:2 hour"),
            ("X-Apig-RateLimit-App", "remain:0,limit:5"),
        ],
        BODY,
    )
    .throttle()
    .unwrap();
    assert_eq!((throttle.scope, throttle.limit), (Some(ThrottleScope::User), Some(4)));
}

#[test]
fn of_several_headers_with_one_window_the_first_in_their_order_counts() {
    // In whatever order they are in the response.
    let ip = ("X-Apig-RateLimit-Ip", "remain:0,limit:1,time:1 hour");
    let api = ("X-Apig-RateLimit-Api", "remain:0,limit:2,time:1 hour");
    for headers in [[ip, api], [api, ip]] {
        let throttle = error(&headers, BODY).throttle().unwrap();
        assert_eq!((throttle.scope, throttle.limit), (Some(ThrottleScope::Api), Some(2)));
    }
}

#[test]
fn the_message_counts_before_the_headers_where_it_tells_the_window() {
    let header = ("X-Apig-RateLimit-Api", "remain:0,limit:100,time:1 hour");
    let whole = br#"{"error_msg":"policy ip over ratelimit,limit:5,time:1 minute","error_code":"APIG.0308"}"#;
    let throttle = error(&[header], whole).throttle().unwrap();
    assert_eq!((throttle.scope, throttle.limit), (Some(ThrottleScope::Ip), Some(5)));

    let partial = br#"{"error_msg":"policy ip over ratelimit,limit:5","error_code":"APIG.0308"}"#;
    let throttle = error(&[header], partial).throttle().unwrap();
    assert_eq!((throttle.scope, throttle.limit), (Some(ThrottleScope::Api), Some(100)));
    let throttle = error(&[], partial).throttle().unwrap();
    assert_eq!((throttle.scope, throttle.limit), (Some(ThrottleScope::Ip), Some(5)));
    assert_eq!(throttle.window, None);
}

#[test]
fn a_used_up_threshold_on_another_failure_is_no_hint() {
    let mut headers = HeaderMap::new();
    let value = HeaderValue::from_static("remain:0,limit:10,time:1 hour");
    headers.insert("x-apig-ratelimit-api", value);
    let error = ApigError::from_http(StatusCode::GATEWAY_TIMEOUT, &headers, b"");
    assert!(error.throttle().is_some());
    assert_eq!(error.wait_hint(), None);
}

#[test]
fn parts_read_as_the_whole() {
    let response = Response::builder()
        .status(429)
        .header("x-request-id", "abc")
        .header("retry-after", "7")
        .header("x-apig-ratelimit-ip", "remain:0,limit:1,time:1 day")
        .body(BODY)
        .unwrap();
    let (parts, body) = response.into_parts();
    let error = ApigError::from_parts(&parts, body);
    assert_eq!(error, ApigError::from_http(parts.status, &parts.headers, body));
    assert_eq!((error.status(), error.code()), (429, Some(Code::APIG_0308)));
    assert_eq!(
        (error.request_id(), error.wait_hint()),
        (Some("abc"), Some(Duration::from_secs(7)))
    );
}

#[test]
fn the_threshold_of_a_success_is_the_one_with_the_smallest_part_left() {
    let of = |headers: &[(&'static str, &str)]| {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).unwrap());
        }
        Throttle::from_headers(&map)
            .map(|t| (t.scope.unwrap(), t.limit.unwrap(), t.window.unwrap()))
    };
    let second = Duration::from_secs(1);
    let found = of(&[
        ("x-apig-ratelimit-api", "remain:900,limit:1000,time:1 second"),
        ("x-apig-ratelimit-user", "remain:10,limit:100,time:1 minute"),
        ("x-apig-ratelimit-ip", "remain:6,limit:50,time:1 second"),
    ]);
    assert_eq!(found, Some((ThrottleScope::User, 100, 60 * second)));
    let found = of(&[
        ("x-apig-ratelimit-app", "remain:0,limit:5,time:1 second"),
        ("x-apig-ratelimit-api", "remain:0,limit:7,time:2 second"),
    ]);
    assert_eq!(found, Some((ThrottleScope::Api, 7, 2 * second)));
    for unread in [
        "",
        "remain:1",
        "remain:1,limit:5",
        "remain:1,limit:0,time:1 second",
        "remain:-1,limit:5,time:1 second",
        "limit:5,time:1 second",
    ] {
        assert_eq!(of(&[("x-apig-ratelimit-api", unread)]), None, "{unread}");
    }
    assert!(
        of(&[("x-apig-ratelimit-api", "remain:18446744073709551615,limit:5,time:1 second")])
            .is_some()
    );
}
