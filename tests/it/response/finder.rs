//! `responses_in`: what is found in texts that people paste.

use apig_errors::{ApigError, Delivery, Found, responses_in};
use proptest::prelude::*;
use serde_json::Value;

use super::corpus::bytes;

const PASTED: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/pasted.jsonl"));

/// What is not read as a person would, and why.
const NOT_READ: [(&str, &str); 3] = [
    ("V55", "base64 is not decoded"),
    ("V70", "without a code of a usable form, only a body alone has a message"),
    ("V72", "the same, escaped"),
];

/// The text of an input: UTF-16 where it begins with its mark, and replaced where it is no text.
fn text(bytes: &[u8]) -> String {
    let units = |unit: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => String::from_utf16_lossy(&units(u16::from_le_bytes)),
        [0xfe, 0xff, ..] => String::from_utf16_lossy(&units(u16::from_be_bytes)),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Those inputs that the corpus gives by their kind alone.
fn input_of(id: &str, given: &str) -> String {
    let response = r#"{"error_msg":"The throttling threshold has been reached: policy ip over ratelimit,limit:5,time:5 second","error_code":"APIG.0308","request_id":"5f0c2d9a7b1e48c6a3d4e5f60718293a"}"#;
    let lines = |count: usize| -> String {
        let line = |n| {
            format!(
                "{{\"level\": \"info\", \"msg\": \"resp {{\\\"ok\\\":true,\\\"n\\\":{n}}}\"}}\n"
            )
        };
        (0..count).map(line).collect()
    };
    match id {
        "V104" => lines(300) + response,
        "V105" => lines(255) + response,
        _ => given.to_owned(),
    }
}

/// The response that is meant: the one documented with this status, else the last.
fn meant<'f, 't>(found: &'f [Found<'t>], status: u16) -> Option<&'f Found<'t>> {
    let fits = |found: &&Found<'_>| {
        found.status().map_or_else(
            || found.code().is_some_and(|code| code.row(status).is_some()),
            |given| given == status,
        )
    };
    found.iter().rfind(fits).or(found.last())
}

#[test]
fn pasted_texts_are_read_as_a_person_would() {
    let mut failed = Vec::new();
    let mut read = 0;
    for line in PASTED.lines() {
        let sample: Value = serde_json::from_str(line).expect("the corpus is JSON lines");
        if sample["mode"] != "text" {
            continue;
        }
        let id = sample["id"].as_str().expect("an id");
        let status = u16::try_from(sample["status"].as_u64().expect("a status")).expect("a status");
        let input = bytes(&input_of(id, sample["input"].as_str().expect("an input")));
        let text = text(&input);
        let found: Vec<Found<'_>> = responses_in(&text).collect();
        let one = meant(&found, status);
        let mut error = match one {
            Some(found) => found.to_error(Some(status)).expect("a status"),
            None => ApigError::parse(status, &input),
        };
        for pair in sample["headers"].as_array().expect("headers are a list") {
            if pair[0] == "X-Request-Id" {
                error = error.with_request_id(pair[1].as_str().expect("a value"));
            }
        }
        if let Some(one) = one.filter(|one| one.raw_code().is_some() && !one.is_structured()) {
            let verdict = one.verdict(Some(status)).expect("a status");
            assert_eq!(verdict.delivery, Delivery::MaybeDelivered, "{id}");
        }
        let verdict = error.verdict();
        let shown = error.redacted_message().to_string();
        let wrong: Vec<&str> = sample["expected"]
            .as_object()
            .expect("what is expected")
            .iter()
            .filter(|(key, wanted)| {
                !match key.as_str() {
                    "code" => error.raw_code() == wanted.as_str(),
                    "message" => Some(error.message()) == wanted.as_str(),
                    "request_id" => error.request_id() == wanted.as_str(),
                    "retry" => Some(verdict.retry.as_str()) == wanted.as_str(),
                    // What the code means: whether it may vouch is the finder's to say, above.
                    "delivery" => Some(verdict.delivery.as_str()) == wanted.as_str(),
                    "window_s" => {
                        let window = error.throttle().and_then(|throttle| throttle.window);
                        window.map(|window| window.as_secs()) == wanted.as_u64()
                    }
                    "message!~" => !shown.contains(wanted.as_str().expect("a text")),
                    "step" => true,
                    _ => panic!("{id}: {key}"),
                }
            })
            .map(|(key, _)| key.as_str())
            .collect();
        if wrong.is_empty() {
            read += 1;
        } else {
            eprintln!("{id} {wrong:?}: {error:?}");
            failed.push(id.to_owned());
        }
    }
    failed.dedup();
    let expected: Vec<&str> = NOT_READ.iter().map(|(id, _)| *id).collect();
    assert_eq!(failed, expected, "{read} are read");
}

fn holds(text: &str) -> usize {
    let mut last = 0;
    let mut count = 0;
    for found in responses_in(text) {
        let range = found.range();
        assert!(last <= range.start && range.start < range.end, "{range:?} after {last}");
        assert!(text.get(range.clone()).is_some(), "{range:?}");
        last = range.end;
        count += 1;
        let _ = (found.to_error(Some(500)), format!("{found:?}"));
    }
    count
}

proptest! {
    #[test]
    fn no_text_panics_and_ranges_are_in_order(
        parts in prop::collection::vec(prop_oneof![
            Just("APIG.0308".to_owned()), Just("{\"error_code\":\"APIG.0203\"}".to_owned()),
            Just("{".to_owned()), Just("}".to_owned()), Just("\"".to_owned()), Just("\\".to_owned()),
            Just("\n".to_owned()), Just("error_msg".to_owned()), Just(": ".to_owned()),
            Just("HTTP/1.1 503\n".to_owned()), Just("status=429 ".to_owned()), Just("\u{e9}".to_owned()),
            Just("%22".to_owned()), Just("&quot;".to_owned()), Just("\u{1b}[34m".to_owned()),
            Just("\u{201c}".to_owned()), Just("{\\\"code\\\":\\\"E1\\\"}".to_owned()), Just("[".to_owned()),
            Just("<error_code>".to_owned()), Just("Retry-After: 7\n".to_owned()), ".{0,8}",
        ], 0..40)
    ) {
        holds(&parts.concat());
    }
}
