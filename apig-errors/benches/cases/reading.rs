//! From a body to a verdict. Every contender but the last two reads code, message and request id; what
//! follows from the code is the same call for all.

use std::{borrow::Cow, hint::black_box, sync::LazyLock};

use apig_errors::{ApigError, Code, ErrorBody, Verdict};
use serde::Deserialize;
use serde_json::Value;

use super::{Case, LOOP};

type Body = LazyLock<(u16, Vec<u8>)>;

static SHORT: Body = LazyLock::new(|| {
    (429, br#"{"error_msg":"The throttling threshold has been reached: policy ip over ratelimit,limit:5,time:1 minute","error_code":"APIG.0308","request_id":"914a39d68c290da3e187f827f7e1b771"}"#.to_vec())
});
static LONG: Body = LazyLock::new(|| {
    let message = "canonicalRequest:GET|/test/||host:d7da6fe436fb48f2af3c5c2e5b203df7.example.com|"
        .repeat(24);
    (401, format!(r#"{{"error_msg":"Incorrect app authentication information: verify signature fail, {message}","error_code":"APIG.0303","request_id":"cb141a91c945e68950a14a8eff5d62dc"}}"#).into_bytes())
});
static NESTED: Body = LazyLock::new(|| {
    (429, br#"{"error":{"code":"APIG.0308","message":"Daily quota exhausted","type":"TooManyRequests"},"error_code":"APIG.0308","error_msg":"Daily quota exhausted"}"#.to_vec())
});
static ESCAPED: Body = LazyLock::new(|| {
    (400, br#"{"error_msg":"Invalid header parameter: \"DPoP\"\n required, path \/v1\/orders","error_code":"APIG.0106","request_id":"b3844ae0aacba00b6e5187c8ee14982f"}"#.to_vec())
});
static HTML: Body = LazyLock::new(|| {
    (502, b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>CloudWAF</center>\r\n</body>\r\n</html>\r\n".to_vec())
});
static LARGE: Body = LazyLock::new(|| {
    let results =
        r#"{"id":"order-7","status":"failed","lines":[1,2,3],"note":"out of stock"},"#.repeat(900);
    let results = results.trim_end_matches(',');
    (502, format!(r#"{{"results":[{results}],"error_msg":"Backend unavailable","error_code":"APIG.0202","request_id":"b3844ae0aacba00b6e5187c8ee14982f"}}"#).into_bytes())
});

fn verdict(code: Option<&str>, status: u16) -> Verdict {
    match code.map(Code::parse) {
        Some(Ok(code)) => code.verdict(status),
        _ => Verdict::from_status(status),
    }
}

fn error_body((status, body): &(u16, Vec<u8>)) -> Verdict {
    let body = black_box(ErrorBody::parse(body));
    body.verdict(*status)
}

fn apig_error((status, body): &(u16, Vec<u8>)) -> Verdict {
    black_box(ApigError::parse(*status, body)).verdict()
}

/// What people write.
fn value((status, body): &(u16, Vec<u8>)) -> Verdict {
    let Ok(body) = serde_json::from_slice::<Value>(body) else { return verdict(None, *status) };
    let code = body["error_code"].as_str().or_else(|| body["error"]["code"].as_str());
    black_box((body["error_msg"].as_str(), body["request_id"].as_str()));
    verdict(code, *status)
}

#[derive(Deserialize)]
struct Owned {
    error_code: Option<String>,
    error_msg: Option<String>,
    request_id: Option<String>,
}

fn owned((status, body): &(u16, Vec<u8>)) -> Verdict {
    let Ok(body) = serde_json::from_slice::<Owned>(body) else { return verdict(None, *status) };
    black_box((&body.error_msg, &body.request_id));
    verdict(body.error_code.as_deref(), *status)
}

/// The limit of the library: it reads less, the flat form alone.
#[derive(Deserialize)]
struct Borrowed<'a> {
    #[serde(borrow)]
    error_code: Option<Text<'a>>,
    #[serde(borrow)]
    error_msg: Option<Text<'a>>,
    #[serde(borrow)]
    request_id: Option<Text<'a>>,
}

/// In an `Option` of its own, a `Cow` is never borrowed.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

fn borrowed((status, body): &(u16, Vec<u8>)) -> Verdict {
    let Ok(body) = serde_json::from_slice::<Borrowed<'_>>(body) else {
        return verdict(None, *status);
    };
    let [message, request_id] =
        [&body.error_msg, &body.request_id].map(|text| text.as_ref().map(|text| &*text.0));
    black_box((message, request_id));
    verdict(body.error_code.as_ref().map(|text| &*text.0), *status)
}

/// The struct of `String`s that reads the nested form too, as ours do in every body.
#[derive(Deserialize)]
struct OwnedNested {
    error: Option<OwnedDetail>,
    error_code: Option<String>,
    error_msg: Option<String>,
    request_id: Option<String>,
}

#[derive(Deserialize)]
struct OwnedDetail {
    code: Option<String>,
    message: Option<String>,
}

fn owned_nested((status, body): &(u16, Vec<u8>)) -> Verdict {
    let Ok(body) = serde_json::from_slice::<OwnedNested>(body) else {
        return verdict(None, *status);
    };
    let nested = body.error.as_ref();
    let message = nested.and_then(|nested| nested.message.as_ref());
    black_box((&body.error_msg, message, &body.request_id));
    let code = body.error_code.as_ref().or(nested.and_then(|nested| nested.code.as_ref()));
    verdict(code.map(String::as_str), *status)
}

/// No parser at all: the code alone, wherever it stands.
fn substring((status, body): &(u16, Vec<u8>)) -> Verdict {
    const NAME: &str = "\"error_code\":\"";
    let Ok(text) = std::str::from_utf8(body) else { return verdict(None, *status) };
    let code = text.find(NAME).map(|at| &text[at + NAME.len()..]);
    verdict(code.and_then(|code| code.split('"').next()), *status)
}

fn go_through(body: &Body, read: impl Fn(&(u16, Vec<u8>)) -> Verdict) {
    black_box(read(black_box(body)));
}

macro_rules! group {
    ($cases:ident, $name:literal, $body:ident) => {{
        let mut add = |contender, run| {
            $cases.push(Case { group: $name, contender, inputs: 1, run });
        };
        add(LOOP, || go_through(&$body, |_| Verdict::from_status(0)));
        add("ErrorBody", || go_through(&$body, error_body));
        add("ApigError", || go_through(&$body, apig_error));
        add("Value", || go_through(&$body, value));
        add("struct of String", || go_through(&$body, owned));
        add("struct of Cow", || go_through(&$body, borrowed));
        add("substring", || go_through(&$body, substring));
    }};
}

pub(crate) fn cases() -> Vec<Case> {
    for body in [&SHORT, &LONG, &NESTED, &ESCAPED, &HTML, &LARGE] {
        let ours = error_body(body);
        for read in [apig_error, value, owned, borrowed, owned_nested, substring] {
            assert!(read(body) == ours, "{}", String::from_utf8_lossy(&body.1));
        }
    }
    let mut cases = Vec::new();
    group!(cases, "reading: short", SHORT);
    group!(cases, "reading: long message", LONG);
    group!(cases, "reading: nested", NESTED);
    cases.push(Case {
        group: "reading: nested",
        contender: "nested Strings",
        inputs: 1,
        run: || go_through(&NESTED, owned_nested),
    });
    group!(cases, "reading: escaped", ESCAPED);
    group!(cases, "reading: HTML", HTML);
    group!(cases, "reading: 64 KiB", LARGE);
    cases
}
