//! Every body of the corpus, against what must be read from it.
//!
//! A line's `raw_code`, `message`, `request_id` and `throttle` are expectations; `null` for `message`
//! or `status` means: not checked. The corpus holds bodies of documents, SDK tests and reports.

use std::time::Duration;

use apig_errors::{ApigError, Code, ErrorBody, Verdict};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

const CORPUS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/bodies.jsonl"));

struct Sample {
    line: usize,
    status: u16,
    headers: HeaderMap,
    body: String,
    raw_code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    throttle: Option<(Option<u64>, Option<u64>)>,
}

fn samples() -> Vec<Sample> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    CORPUS
        .lines()
        .enumerate()
        .map(|(index, line)| {
            let json: Value = serde_json::from_str(line).expect("the corpus is JSON lines");
            let status = json["status"].as_u64().unwrap_or(500);
            let headers = json["headers"].as_object().expect("headers are an object");
            Sample {
                line: index + 1,
                status: u16::try_from(status).expect("a status"),
                headers: headers
                    .iter()
                    .map(|(name, value)| {
                        let name: HeaderName = name.parse().expect("a header's name");
                        let value = value.as_str().expect("a header's value");
                        (name, HeaderValue::from_str(value).expect("a header's value"))
                    })
                    .collect(),
                body: text(&json["body"]).expect("a body"),
                raw_code: text(&json["raw_code"]),
                message: text(&json["message"]),
                request_id: text(&json["request_id"]),
                throttle: json["throttle"].is_object().then(|| {
                    let throttle = &json["throttle"];
                    (throttle["limit"].as_u64(), throttle["window_s"].as_u64())
                }),
            }
        })
        .collect()
}

#[test]
fn the_corpus_is_whole() {
    let samples = samples();
    assert_eq!(samples.len(), 81);
    assert!(samples.iter().filter(|sample| sample.throttle.is_some()).count() >= 5);
    assert!(samples.iter().filter(|sample| sample.raw_code.is_none()).count() >= 5);
}

/// 6.1: code, message and request id of each body.
#[test]
fn bodies_read_as_expected() {
    for sample in samples() {
        let (line, body) = (sample.line, ErrorBody::parse(sample.body.as_bytes()));
        assert_eq!(body.raw_code(), sample.raw_code.as_deref(), "line {line}");
        assert_eq!(body.request_id(), sample.request_id.as_deref(), "line {line}");
        if let Some(message) = &sample.message {
            assert_eq!(body.message(), message, "line {line}");
        }
    }
}

/// 6.1 and 6.2: a response reads as its body does, and adds its headers.
#[test]
fn responses_read_as_expected() {
    for sample in samples() {
        let (line, bytes) = (sample.line, sample.body.as_bytes());
        let body = ErrorBody::parse(bytes);
        let status = StatusCode::from_u16(sample.status).expect("a status");
        let error = ApigError::from_http(status, &sample.headers, bytes);

        assert_eq!(error.status(), sample.status, "line {line}");
        assert_eq!(error.raw_code(), sample.raw_code.as_deref(), "line {line}");
        assert_eq!(error.message(), body.message(), "line {line}");
        let header_id = sample.headers.get("x-request-id").and_then(|id| id.to_str().ok());
        assert_eq!(error.request_id(), sample.request_id.as_deref().or(header_id), "line {line}");
        assert_eq!(
            error.throttle().map(|throttle| (throttle.limit, throttle.window)),
            sample.throttle.map(|(limit, window)| (limit, window.map(Duration::from_secs))),
            "line {line}"
        );
    }
}

/// 5 and 6: code and verdict are those of the raw code and the status, whatever was the way there.
#[test]
fn code_and_verdict_follow_from_raw_code_and_status() {
    for sample in samples() {
        let (line, bytes) = (sample.line, sample.body.as_bytes());
        let code = sample.raw_code.as_deref().and_then(|code| Code::parse(code).ok());
        let verdict =
            code.map_or(Verdict::from_status(sample.status), |code| code.verdict(sample.status));

        let body = ErrorBody::parse(bytes);
        assert_eq!((body.code(), body.verdict(sample.status)), (code, verdict), "line {line}");
        let error = ApigError::parse(sample.status, bytes);
        assert_eq!((error.code(), error.verdict()), (code, verdict), "line {line}");
        assert_eq!(error.row(), code.and_then(|code| code.row(sample.status)), "line {line}");
    }
}

/// 6.1, rules 4 and 5: a body cut anywhere gives its code or none, never another.
#[test]
fn truncated_bodies_give_the_code_or_none() {
    for sample in samples() {
        for end in 0..sample.body.len() {
            let cut = &sample.body.as_bytes()[..end];
            let error = ApigError::parse(sample.status, cut);
            if let Some(code) = error.raw_code() {
                assert_eq!(Some(code), sample.raw_code.as_deref(), "line {}, {end}", sample.line);
            }
            if let Some(id) = error.request_id() {
                assert_eq!(Some(id), sample.request_id.as_deref(), "line {}, {end}", sample.line);
            }
        }
    }
}

/// 6.1, rule 4: once the code is there with its closing quote, no cut loses it. Here for the
/// gateway's own form, whose members are flat.
#[test]
fn a_cut_behind_the_code_keeps_it() {
    let mut checked = 0;
    for sample in samples() {
        let Some(code) = &sample.raw_code else { continue };
        let member = format!("\"error_code\":\"{code}\"");
        let Some(at) = sample.body.find(&member) else { continue };
        checked += 1;
        for end in at + member.len()..=sample.body.len() {
            let body = ErrorBody::parse(&sample.body.as_bytes()[..end]);
            assert_eq!(body.raw_code(), Some(code.as_str()), "line {}, {end}", sample.line);
        }
    }
    assert!(checked >= 30, "{checked}");
}

/// 6.1, rule 5: whatever byte is spoilt, nothing panics and the bounds hold.
#[test]
fn spoilt_bodies_never_panic() {
    for sample in samples() {
        for at in 0..sample.body.len() {
            for byte in [b'"', b'\\', b'{', 0xff] {
                let mut bytes = sample.body.clone().into_bytes();
                bytes[at] = byte;
                let error = ApigError::parse(sample.status, &bytes);
                assert!(error.message().len() <= 4096);
                assert!(error.raw_code().is_none_or(|code| code.len() <= 64));
                // Also reads the message again.
                let _ = (error.throttle(), error.to_string(), format!("{error:?}"));
            }
        }
    }
}

/// 6: `to_body` says the same as the response it is made from.
#[test]
fn bodies_round_trip() {
    for sample in samples() {
        let error = ApigError::parse(sample.status, sample.body.as_bytes());
        if error.raw_code().is_some() || !error.message().is_empty() {
            let again = ApigError::parse(sample.status, error.to_body().as_bytes());
            assert_eq!(again, error, "line {}", sample.line);
        }
    }
}

/// Bodies that people paste, and what must be read from them.
const PASTED: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/pasted.jsonl"));

/// What a response's body must not be read from, though a person may see a code in it.
const NOT_READ: [(&str, &str); 11] = [
    ("S58", "XML is no form of the gateway's own"),
    ("V43", "of an event stream, the first object is the body"),
    ("V44", "of JSON lines, the first object is the body"),
    ("V45", "what an array holds is data"),
    ("V64", "names are compared as they are"),
    ("V65", "codes are compared as they are, and none by the status alone vouches"),
    ("V74", "`err_code` is no name of the gateway's or of its sibling services'"),
    ("V75", "`errcode` neither"),
    ("V76", "`resCode` neither"),
    ("V78", "a request id counts at the top and beside the code"),
    ("V80", "a string is no structure"),
];

/// The bytes of an input in which `\xNN` is written for a byte that is no text.
pub(super) fn bytes(input: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = input;
    while let Some(at) = rest.find("\\x") {
        let byte = rest.get(at + 2..at + 4).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let end = if byte.is_some() { at } else { at + 2 };
        bytes.extend_from_slice(&rest.as_bytes()[..end]);
        bytes.extend(byte);
        rest = &rest[if byte.is_some() { at + 4 } else { end }..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

#[test]
fn pasted_bodies_are_read_as_the_rules_say() {
    let mut failed = Vec::new();
    for line in PASTED.lines() {
        let sample: Value = serde_json::from_str(line).expect("the corpus is JSON lines");
        if sample["mode"] != "body" {
            continue;
        }
        let id = sample["id"].as_str().expect("an id");
        let status = u16::try_from(sample["status"].as_u64().expect("a status")).expect("a status");
        let mut headers = HeaderMap::new();
        for pair in sample["headers"].as_array().expect("headers are a list") {
            let part = |at: usize| pair[at].as_str().expect("a header has two parts");
            let name: HeaderName = part(0).parse().expect("a header's name");
            headers.insert(name, HeaderValue::from_str(part(1)).expect("a header's value"));
        }
        let body = bytes(sample["input"].as_str().expect("an input"));
        let status = StatusCode::from_u16(status).expect("a status");
        let error = ApigError::from_http(status, &headers, &body);
        let verdict = error.verdict();
        let seconds = |duration: Option<Duration>| duration.map(|found| found.as_secs());
        let is_as_wanted = sample["expected"].as_object().expect("what is expected").iter().all(
            |(key, wanted)| match key.as_str() {
                "code" => error.raw_code() == wanted.as_str(),
                "message" => Some(error.message()) == wanted.as_str(),
                "request_id" => error.request_id() == wanted.as_str(),
                "retry" => Some(verdict.retry.as_str()) == wanted.as_str(),
                "delivery" => Some(verdict.delivery.as_str()) == wanted.as_str(),
                "wait_s" => seconds(error.wait_hint()) == wanted.as_u64(),
                "window_s" => {
                    seconds(error.throttle().and_then(|throttle| throttle.window))
                        == wanted.as_u64()
                }
                other => panic!("{id}: {other} is not known"),
            },
        );
        if !is_as_wanted {
            failed.push(id.to_owned());
        }
    }
    assert_eq!(failed, NOT_READ.map(|(id, _)| id));
}
