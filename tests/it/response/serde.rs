//! What is written with serde is stable, and read back as it was.

use std::{fmt::Debug, time::Duration};

use apig_errors::{
    Actor, ApigClaims, ApigError, ApigRetryable, Basis, Code, Delivery, Family, Idempotency, ROWS,
    Retry, RetryPolicy, StopReason, Throttle, ThrottleScope, Verdict,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, from_slice, from_str, from_value, json, to_string, to_value};

/// A type that is written and owns all it reads.
trait Data: serde_core::Serialize + serde_core::de::DeserializeOwned + PartialEq + Debug {}
impl<T: serde_core::Serialize + serde_core::de::DeserializeOwned + PartialEq + Debug> Data for T {}

/// Through text that can be borrowed, text that cannot, values in a tree and a format that writes no
/// names.
#[track_caller]
fn assert_round_trip<T: Data>(value: &T) {
    let text = to_string(value).unwrap();
    assert_eq!(from_str::<T>(&text).unwrap(), *value, "{text}");
    assert_eq!(serde_json::from_reader::<_, T>(text.as_bytes()).unwrap(), *value, "{text}");
    assert_eq!(from_value::<T>(to_value(value).unwrap()).unwrap(), *value, "{text}");
    let bytes = postcard::to_stdvec(value).unwrap();
    assert_eq!(postcard::from_bytes::<T>(&bytes).unwrap(), *value, "{text}");
}

#[track_caller]
fn assert_fails<T: Data>(json: &str, reason: &str) {
    let error = from_str::<T>(json).unwrap_err().to_string();
    assert!(error.starts_with(reason), "{error}");
}

// Single words.

#[test]
fn a_code_is_its_text() {
    for row in ROWS {
        assert_eq!(to_value(row.code).unwrap(), row.code.to_string());
        assert_round_trip(&row.code);
    }
    for text in ["APIG.0000", "APIGW.0308", "APIC.9999"] {
        let code = Code::parse(text).unwrap();
        assert_eq!(to_value(code).unwrap(), text);
        assert_round_trip(&code);
    }
}

#[test]
fn what_is_no_code_is_refused() {
    for text in ["DNS.0014", "apig.0308", "APIG.308", ""] {
        let expected = format!(
            r#"invalid value: string "{text}", expected an error code such as "APIG.0308""#
        );
        assert_fails::<Code>(&format!("{text:?}"), &expected);
    }
    assert_fails::<Code>("308", "invalid type: integer `308`, expected an error code");
}

#[test]
fn an_escaped_code_is_read() {
    assert_eq!(from_str::<Code>(r#""\u0041PIG.0308""#).unwrap(), Code::APIG_0308);
}

/// The names are written out here: changing one breaks what users have stored.
#[test]
fn words_are_their_names() {
    fn assert_names<T: Data>(values: &[T], names: &[&str]) {
        assert_eq!(to_value(values).unwrap(), json!(names));
        for value in values {
            assert_round_trip(value);
        }
        let type_name = std::any::type_name::<T>().rsplit("::").next().unwrap();
        assert_fails::<T>(r#""never""#, "unknown variant `never`, expected one of `");
        let reason =
            format!("invalid type: integer `0`, expected the name of a value of `{type_name}`");
        assert_fails::<T>("0", &reason);
    }
    assert_names(Retry::ALL, &["Never", "Backoff", "Throttled", "Reauthenticate"]);
    assert_names(Basis::ALL, &["Row", "Code", "Sibling", "Status", "Declared"]);
    assert_names(
        Actor::ALL,
        &[
            "CallerRequest",
            "CallerCredentials",
            "CallerAccess",
            "ApiProvider",
            "BackendOperator",
            "GatewayOperator",
        ],
    );
    assert_names(Family::ALL, &["APIG", "APIGW", "APIC"]);
    assert_names(
        &[ThrottleScope::Api, ThrottleScope::User, ThrottleScope::App, ThrottleScope::Ip],
        &["Api", "User", "App", "Ip"],
    );

    assert_names(
        &[
            StopReason::Permanent,
            StopReason::MaybeDelivered,
            StopReason::AlreadyReauthenticated,
            StopReason::AttemptsExhausted,
            StopReason::WaitTooLong,
            StopReason::BudgetExhausted,
            StopReason::RenewalFailed,
            StopReason::Abandoned,
        ],
        &[
            "Permanent",
            "MaybeDelivered",
            "AlreadyReauthenticated",
            "AttemptsExhausted",
            "WaitTooLong",
            "BudgetExhausted",
            "RenewalFailed",
            "Abandoned",
        ],
    );

    // Of two names the error's text says "`a` or `b`".
    assert_eq!(to_value(Delivery::ALL).unwrap(), json!(["NotDelivered", "MaybeDelivered"]));
    assert_eq!(to_value(Idempotency::ALL).unwrap(), json!(["Idempotent", "NotIdempotent"]));
    Delivery::ALL.iter().for_each(assert_round_trip);
    Idempotency::ALL.iter().for_each(assert_round_trip);
}

#[test]
fn words_are_keys_of_maps() {
    let map = std::collections::HashMap::from([(Code::APIG_0308, Retry::Throttled)]);
    assert_eq!(to_string(&map).unwrap(), r#"{"APIG.0308":"Throttled"}"#);
    assert_round_trip(&map);
    assert_round_trip(&std::collections::HashMap::from([(Retry::Never, 1)]));
}

// Verdicts.

#[test]
fn a_verdict_is_three_words() {
    let verdict = Code::APIG_0203.verdict(504);
    let text = r#"{"retry":"Backoff","delivery":"MaybeDelivered","basis":"Row"}"#;
    assert_eq!(to_string(&verdict).unwrap(), text);
    for &retry in Retry::ALL {
        for &delivery in Delivery::ALL {
            assert_round_trip(&Verdict::new(retry, delivery));
        }
    }
    for row in ROWS {
        assert_round_trip(&row.verdict);
    }
    assert_round_trip(&Verdict::from_status(503));
}

#[test]
fn a_verdict_needs_all_three_once() {
    let read = from_str::<Verdict>(
        r#"{"since":{"a":[1]},"basis":"Row","retry":"Never","delivery":"NotDelivered"}"#,
    );
    assert_eq!(read.unwrap().basis, Basis::Row);
    assert_fails::<Verdict>(r#"{"retry":"Never","basis":"Row"}"#, "missing field `delivery`");
    assert_fails::<Verdict>(r#"{"retry":"Never","retry":"Never"}"#, "duplicate field `retry`");
    assert_fails::<Verdict>(
        r#"["Never"]"#,
        "invalid length 1, expected a verdict: retry, delivery and basis",
    );
    assert_fails::<Verdict>("1", "invalid type: integer `1`, expected a verdict");
}

// Responses.

fn of_http(headers: &[(&str, &str)], body: &str) -> ApigError {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap());
    }
    ApigError::from_http(StatusCode::TOO_MANY_REQUESTS, &map, body.as_bytes())
}

#[test]
fn a_response_is_a_struct_of_stable_names() {
    let body = r#"{"error_msg":"policy ip over ratelimit,limit:5,time:1 minute","error_code":"APIG.0308","request_id":"abc"}"#;
    assert_eq!(
        to_string(&of_http(&[("Retry-After", "120")], body)).unwrap(),
        concat!(
            r#"{"status":429,"code":"APIG.0308","#,
            r#""message":"policy ip over ratelimit,limit:5,time:1 minute","#,
            r#""request_id":"abc","retry_after":120,"#,
            r#""throttle":{"scope":"Ip","limit":5,"window":60}}"#,
        ),
    );
    assert_eq!(
        to_string(&ApigError::from_status(502)).unwrap(),
        r#"{"status":502,"code":null,"message":"","request_id":null,"retry_after":null,"throttle":null}"#,
    );
}

#[test]
fn every_documented_response_is_read_back() {
    for row in ROWS {
        assert_round_trip(&ApigError::from(row));
        assert_round_trip(&ApigError::from(row).with_request_id("abc"));
    }
}

#[test]
fn every_body_of_the_corpus_is_read_back() {
    let mut bodies = 0;
    for line in include_str!("../../data/bodies.jsonl").lines() {
        let body: Value = from_str(line).unwrap();
        let body = body["body"].as_str().unwrap();
        assert_round_trip(&ApigError::parse(429, body.as_bytes()));
        bodies += 1;
    }
    assert!(bodies > 50);
}

#[test]
fn thresholds_of_message_and_headers_are_read_back() {
    const WINDOW: &str = r#"{"error_msg":"policy ip over ratelimit,limit:5,time:1 minute"}"#;
    const NO_WINDOW: &str = r#"{"error_msg":"policy ip over ratelimit,limit:5"}"#;
    const NEITHER: &str = r#"{"error_msg":"Slow."}"#;
    let same = ("X-Apig-RateLimit-Ip", "remain:0,limit:5");
    let other = ("X-Apig-RateLimit-Api", "remain:0,limit:10,time:1 hour");

    for body in [WINDOW, NO_WINDOW, NEITHER] {
        for headers in [&[][..], &[same], &[other], &[same, other]] {
            let error = of_http(headers, body);
            assert_round_trip(&error);
            let read: ApigError = from_str(&to_string(&error).unwrap()).unwrap();
            assert_eq!(read.throttle(), error.throttle());
            assert_eq!(read.wait_hint(), error.wait_hint());
            for message in ["", "policy app over ratelimit,limit:5,time:2 minute"] {
                assert_round_trip(&error.clone().with_message(message));
            }
        }
    }
}

#[test]
fn the_message_is_verbatim() {
    let message = "appkey 0117aa1b2c3de5e1\n\u{1b}[31m\"\\";
    let error = ApigError::from_status(401).with_message(message);
    assert_eq!(to_value(&error).unwrap()["message"], message);
    assert_round_trip(&error);
}

#[test]
fn foreign_codes_are_kept() {
    let error = ApigError::from_status(400).with_raw_code("DNS.0014");
    assert_eq!(to_value(&error).unwrap()["code"], "DNS.0014");
    assert_round_trip(&error);
}

#[test]
fn everything_but_the_status_may_be_absent() {
    let bare = ApigError::from_status(502);
    for json in [
        r#"{"status":502}"#,
        r#"{"status":502,"message":null,"code":null}"#,
        r#"{"later":{"a":[1,null]},"status":502,"throttle":null}"#,
    ] {
        assert_eq!(from_str::<ApigError>(json).unwrap(), bare);
    }
    assert_fails::<ApigError>(r#"{"code":"APIG.0308"}"#, "missing field `status`");
    assert_fails::<ApigError>(r#"{"status":1,"status":1}"#, "duplicate field `status`");
    assert_fails::<ApigError>(r#"{"status":70000}"#, "invalid value: integer `70000`");
    assert_fails::<ApigError>("[502]", "invalid length 1, expected a response of the gateway");
}

#[test]
fn what_is_read_keeps_the_bounds() {
    let json = json!({
        "status": 502,
        "code": "$context.error.code",
        "message": "é".repeat(4096),
        "request_id": "r".repeat(200),
    });
    let error: ApigError = from_slice(json.to_string().as_bytes()).unwrap();
    assert_eq!(error.raw_code(), None);
    assert_eq!(error.message().len(), 4096);
    assert_eq!(error.request_id().map(str::len), Some(128));
}

#[test]
fn waits_are_seconds() {
    for (wait, json) in [
        (Duration::ZERO, "0"),
        (Duration::from_secs(120), "120"),
        (Duration::from_millis(1500), "1.5"),
        (Duration::from_nanos(1), "1e-9"),
        (Duration::new(47 * 86_400, 123_456_789), "4060800.123456789"),
        (Duration::from_secs(u64::MAX), "18446744073709551615"),
    ] {
        let error = ApigError::from_status(503).with_retry_after(wait);
        assert_eq!(to_value(&error).unwrap()["retry_after"].to_string(), json);
        assert_round_trip(&error);
    }
}

#[test]
fn waits_are_read_from_any_number_of_seconds() {
    let read = |json: &str| {
        let json = format!(r#"{{"status":503,"retry_after":{json}}}"#);
        from_str::<ApigError>(&json).map(|error| error.wait_hint())
    };
    assert_eq!(read("120").unwrap(), Some(Duration::from_secs(120)));
    assert_eq!(read("120.0").unwrap(), Some(Duration::from_secs(120)));
    assert_eq!(read("1e300").unwrap(), Some(Duration::from_secs(u64::MAX)));
    assert_eq!(read("null").unwrap(), None);
    for json in ["-1", "-0.5", r#""120""#] {
        assert!(read(json).unwrap_err().to_string().contains("a time in seconds, zero or more"));
    }
}

#[test]
fn a_threshold_is_a_struct_of_stable_names() {
    let throttle = of_http(&[("X-Apig-RateLimit-App", "remain:0,limit:5,time:2 hour")], "{}");
    let throttle = throttle.throttle().unwrap();
    assert_eq!(to_string(&throttle).unwrap(), r#"{"scope":"App","limit":5,"window":7200}"#);
    assert_round_trip(&throttle);

    let unknown: Throttle = from_str(r#"{"burst":1}"#).unwrap();
    assert_eq!((unknown.scope, unknown.limit, unknown.window), (None, None, None));
    assert_eq!(to_string(&unknown).unwrap(), r#"{"scope":null,"limit":null,"window":null}"#);
    assert_round_trip(&unknown);
    assert_fails::<Throttle>(r#"{"limit":1,"limit":1}"#, "duplicate field `limit`");
    assert_fails::<Throttle>("[null]", "invalid length 1, expected a throttling threshold");
}

// What a program configures, and what it lists.

#[test]
fn a_policy_is_read_back_as_it_was_written() {
    let policy = RetryPolicy::batch().with_base_delay(Duration::from_millis(1_500));
    for policy in [
        RetryPolicy::new(),
        RetryPolicy::interactive(),
        policy.clone(),
        policy.with_reauthenticate(false).within(Duration::from_secs(3_600)),
    ] {
        assert_round_trip(&policy);
    }
    assert_eq!(from_str::<RetryPolicy>("{}").unwrap(), RetryPolicy::new());
    assert_eq!(from_str::<RetryPolicy>(r#"{"within":null}"#).unwrap(), RetryPolicy::new());
}

#[test]
fn a_policy_with_a_misspelled_bound_is_refused() {
    assert_fails::<RetryPolicy>(
        r#"{"max_atempts":6}"#,
        "unknown field `max_atempts`, expected one of",
    );
    assert_fails::<RetryPolicy>(r#"{"max_attempts":6,"max_attempts":7}"#, "duplicate field");
    assert_fails::<RetryPolicy>(
        r#"{"max_delay":-1}"#,
        "invalid value: integer `-1`, expected a time",
    );
    assert_fails::<RetryPolicy>("7", "invalid type: integer `7`, expected a retry policy");
    assert_fails::<RetryPolicy>("[4]", "invalid length 1, expected a retry policy");
}

#[test]
fn rows_and_mappings_are_written() {
    for row in ROWS {
        let written = to_value(row).unwrap();
        assert_eq!(written.as_object().unwrap().len(), 8);
        assert_eq!(written["message"], row.message);
        assert_eq!(from_value::<Verdict>(written["verdict"].clone()).unwrap(), row.verdict);
        assert_eq!(from_value::<Actor>(written["actor"].clone()).unwrap(), row.actor);
    }
    let written = to_value(Failure::MAPPING).unwrap();
    assert_eq!(
        written,
        json!({
            "name": "Failure",
            "claims": [
                {
                    "variant": "Quota", "code": "APIG.0308", "status": 429, "reason": "the quota is per day",
                    "verdict": { "retry": "Never", "delivery": "NotDelivered", "basis": "Declared" },
                },
                {
                    "variant": "Dns", "code": "DNS.0014", "status": null, "reason": null,
                    "verdict": { "retry": "Backoff", "delivery": "MaybeDelivered", "basis": "Declared" },
                },
                {
                    "variant": "Proxy", "code": null, "status": 502, "reason": null,
                    "verdict": { "retry": "Backoff", "delivery": "MaybeDelivered", "basis": "Status" },
                },
            ],
            "fallback": "Other",
            "siblings": false,
        })
    );
}

#[derive(ApigRetryable)]
#[allow(dead_code)]
enum Failure {
    #[apig(code = "APIG.0308", retry = Never, reason = "the quota is per day")]
    Quota,
    #[apig(unlisted = "DNS.0014", retry = Backoff)]
    Dns,
    #[apig(no_code, status = 502)]
    Proxy,
    #[apig(fallback)]
    Other(ApigError),
}
