//! `apig decide`.

use apig_errors::{ApigError, Idempotency, ROWS, Retry, RetryPolicy, Step};
use serde_json::{Value, json};

use crate::run::{assert_reads_well, exit, output, snapshot, stderr, stdout};

const THROTTLED: &str = r#"{"error_msg":"The throttling threshold has been reached: policy ip over ratelimit,limit:5,time:1 minute","error_code":"APIG.0308","request_id":"914a39d68c290da3e187f827f7e1b771"}"#;
const TIMEOUT: &str = r#"{"error_msg":"Backend timeout","error_code":"APIG.0203"}"#;
const REFUSED: &str = r#"{"error_msg":"Incorrect app authentication information: app not found, appkey 0117aa1b2c3de5e1","error_code":"APIG.0303"}"#;

fn decided(arguments: &[&str], input: &[u8]) -> Value {
    let arguments: Vec<&str> =
        ["decide"].iter().chain(arguments).chain(&["--format", "json"]).copied().collect();
    let output = output(&arguments, input);
    let json: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!(exit(&output), i32::from(json["send_again"] == false), "{json}");
    json
}

#[test]
fn several_responses_are_told_of() {
    let decide = ["decide", "--status", "429"];
    let several = format!("1 POST {THROTTLED}\n2 POST {REFUSED}\n");
    for (input, told) in [
        (several.as_str(), true),
        (THROTTLED, false),
        (&format!("{THROTTLED}\n{THROTTLED}"), false),
    ] {
        let output = output(&decide, input.as_bytes());
        assert!(stdout(&output).contains("\nAPIG.0308 HTTP 429"), "{}", stdout(&output));
        assert_eq!(stderr(&output).contains("responses with other codes too"), told, "{input}");
    }
}

#[test]
fn a_status_line_and_headers_are_read() {
    let response =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\nX-Request-Id: r-1\r\n\r\n";
    let json = decided(&["-X", "GET"], response.as_bytes());
    assert_eq!((&json["status"], &json["body"]), (&json!(503), &json!("headers")));
    assert_eq!((&json["request_id"], &json["wait_hint_ms"]), (&json!("r-1"), &json!(7000)));
}

#[test]
fn several_responses_are_listed_and_none_vouches() {
    let log = format!("1 POST {THROTTLED}\n2 POST {REFUSED}\n");
    snapshot("decide-several", &["decide", "--method", "POST"], &log);
}

/// A `code` of a program's own is not the response that is meant, and not listed; it raises a doubt.
#[test]
fn a_programs_own_codes_come_last() {
    let log = "{\"error_code\":\"APIG.0308\"}\n{\"level\":\"info\",\"code\":\"E1001\"}\n{\"code\":\"OK\"}\n";
    let meant = output(&["decide", "-X", "POST"], log.as_bytes());
    assert_eq!((exit(&meant), stderr(&meant)), (1, ""));
    let said = stdout(&meant).replace('\n', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("APIG.0308 HTTP 429"), "{said}");
    assert!(said.contains("which may be later responses"), "{said}");
    assert!(!said.contains("E1001") && !said.contains("responses, in order"), "{said}");
    // With the status that only one is documented with, there is no doubt.
    let json = decided(&["-X", "POST", "-s", "429"], log.as_bytes());
    assert_eq!((&json["code"], &json["next"]["step"]), (&json!("APIG.0308"), &json!("Wait")));
    // Where there is nothing else, it is what was pasted.
    let json = decided(&["-s", "409"], b"12:00 {\"code\":\"E1001\"}\n");
    assert_eq!((&json["status"], &json["body"]), (&json!(409), &json!("inside")));
}

#[test]
fn a_code_in_prose_is_said_to_be_and_vouches_for_nothing() {
    let line =
        "order failed: APIG.0308 (429): over ratelimit,limit:5,time:1 minute [request 914a39d6]";
    snapshot("decide-prose", &["decide", "--method", "POST"], line);
    let json = decided(&[], line.as_bytes());
    assert_eq!((&json["body"], &json["status"]), (&json!("prose"), &json!(429)));
    assert_eq!(json["verdict"]["delivery"], "MaybeDelivered");
}

#[test]
fn the_status_is_asked_for_only_where_nothing_gives_it() {
    for (input, status) in [
        (r#"{"error_code":"APIG.0203"}"#, Some(504)),
        ("POST 413 {\"error_code\":\"APIG.0201\"}", Some(413)),
        (r#"{"error_code":"APIG.0201"}"#, None),
        ("Bad Gateway", None),
    ] {
        let Some(status) = status else {
            let output = output(&["decide"], input.as_bytes());
            assert_eq!((exit(&output), stdout(&output)), (2, ""), "{input}");
            assert!(stderr(&output).contains("--status"), "{}", stderr(&output));
            continue;
        };
        assert_eq!(decided(&["-X", "GET"], input.as_bytes())["status"], status, "{input}");
    }
}

#[test]
fn where_nobody_is_known_to_act_nobody_is_named() {
    let output = output(&["decide", "--status", "500"], b"<html>");
    let words: Vec<&str> = stdout(&output).split_whitespace().collect();
    assert!(words.join(" ").contains("nothing says by whom."), "{}", stdout(&output));
}

#[test]
fn a_throttled_post_may_be_sent_again_after_the_window() {
    snapshot("decide", &["decide", "--status", "429", "--method", "POST"], THROTTLED);
}

#[test]
fn a_post_that_timed_out_must_not() {
    snapshot("decide-post", &["decide", "--status", "504", "-X", "post"], TIMEOUT);
}

#[test]
fn a_get_that_timed_out_may() {
    snapshot("decide-get", &["decide", "--status", "504", "-X", "GET"], TIMEOUT);
}

#[test]
fn without_a_method_the_request_is_not_idempotent() {
    snapshot("decide-no-method", &["decide", "--status", "504"], TIMEOUT);
}

#[test]
fn an_idempotency_key_makes_a_post_idempotent() {
    let key = ["decide", "--status", "504", "-X", "POST", "--idempotent"];
    snapshot("decide-idempotent", &key, TIMEOUT);
}

#[test]
fn a_refused_credential_is_renewed_and_masked() {
    snapshot("decide-credential", &["decide", "--status", "401"], REFUSED);
}

#[test]
fn what_cannot_heal_stops_here() {
    let body = r#"{"error_msg":"Request entity too large.","error_code":"APIG.0201"}"#;
    snapshot("decide-never", &["decide", "--status", "413", "-X", "PUT"], body);
}

#[test]
fn a_day_is_too_long_to_wait() {
    let body = r#"{"error_code":"APIG.0308","error_msg":"Daily quota exhausted"}"#;
    snapshot("decide-too-long", &["decide", "--status", "429", "-X", "GET"], body);
}

#[test]
fn headers_of_the_response_are_read() {
    let arguments = [
        "decide",
        "--status",
        "503",
        "-X",
        "GET",
        "--header",
        "Retry-After: 5",
        "-H",
        "x-request-id:b3844ae0aacba00b",
    ];
    snapshot("decide-headers", &arguments, "");
}

#[test]
fn the_throttling_headers_count() {
    let header = "X-Apig-RateLimit-Api: remain:0,limit:10,time:10 second";
    let json = decided(&["-s", "429", "-H", header], br#"{"error_code":"APIG.0308"}"#);
    assert_eq!(json["throttle"], json!({"scope": "Api", "limit": 10, "window_ms": 10_000}));
    assert_eq!(
        (&json["next"]["wait_min_ms"], &json["next"]["wait_max_ms"]),
        (&json!(10_000), &json!(12_500))
    );
}

#[test]
fn a_status_that_is_not_documented_is_told() {
    snapshot("decide-other-status", &["decide", "--status", "503"], THROTTLED);
}

#[test]
fn a_sibling_is_decided_through_the_row_with_its_number() {
    let body = TIMEOUT.replace("APIG", "APIGW");
    snapshot("decide-sibling", &["decide", "--status", "504", "-X", "GET"], &body);
}

#[test]
fn a_code_of_another_service_is_decided_by_its_status() {
    let body = r#"{"error_code":"DNS.0014","error_msg":"busy"}"#;
    snapshot("decide-foreign", &["decide", "--status", "503", "-X", "DELETE"], body);
}

#[test]
fn a_body_is_found_in_a_line_of_a_log() {
    let line = format!(
        "2024-05-01T12:00:00Z ERROR [order{{7}}] call failed: status=429 body={THROTTLED}\n"
    );
    snapshot("decide-log-line", &["decide", "--status", "429"], &line);
}

#[test]
fn an_escaped_body_is_found_in_a_line_of_a_log() {
    let line = json!({"level": "error", "msg": format!("call failed: {THROTTLED}")});
    snapshot("decide-escaped", &["decide", "--status", "429"], &format!("{line}\n"));
}

#[test]
fn json_has_stable_names() {
    snapshot("decide-json", &["decide", "-s", "429", "-X", "POST", "-f", "json"], THROTTLED);
    snapshot("decide-json-stop", &["decide", "-s", "404", "-f", "json"], "Not Found");
}

#[test]
fn control_characters_are_escaped() {
    let body = b"{\"error_msg\":\"a\\u001b[2Jb\\nc\",\"error_code\":\"APIG.0308\"}";
    let output = output(&["decide", "-s", "429"], body);
    assert!(!output.stdout.contains(&0x1b), "{}", stdout(&output));
    assert!(stdout(&output).contains(r"  message  a\u{1b}[2Jb\nc"), "{}", stdout(&output));
}

#[test]
fn input_that_is_no_utf_8_is_read() {
    let body = b"\xfe\xfd {\"error_code\":\"APIG.0308\",\"error_msg\":\"m\"} \xff";
    let json = decided(&["-s", "429"], body);
    assert_eq!((&json["code"], &json["body"]), (&json!("APIG.0308"), &json!("inside")));
    let json = decided(&["-s", "502", "-X", "GET"], b"\xfe\xfd\x80");
    assert_eq!(
        (&json["code"], &json["message"]),
        (&Value::Null, &json!("\u{fffd}\u{fffd}\u{fffd}"))
    );
}

#[test]
fn no_more_than_a_mebibyte_is_read_and_that_is_said() {
    let mut body = vec![b' '; 3 << 20];
    let arguments = ["decide", "-s", "502", "-X", "GET"];
    let cut = output(&arguments, &body);
    assert_eq!(exit(&cut), 0);
    assert_eq!(stderr(&cut), "apig: only the first 1048576 bytes of the input were read\n");
    body.truncate(1 << 20);
    assert_eq!(stderr(&output(&arguments, &body)), "");
}

/// More than an `http::HeaderMap` takes.
#[test]
fn too_many_headers_are_refused() {
    let headers: Vec<String> = (0..40_000).map(|at| format!("-Hx{at}:1")).collect();
    let mut arguments = vec!["decide", "-s", "429"];
    arguments.extend(headers.iter().map(String::as_str));
    let output = output(&arguments, b"");
    assert_eq!(exit(&output), 2, "{}", stderr(&output));
    assert!(stderr(&output).contains("more headers than"), "{}", stderr(&output));
}

#[test]
fn wrong_usage_is_told_apart() {
    for arguments in [
        &["decide", "--status", "99"][..],
        &["decide", "--status", "600"],
        &["decide", "--status", "429", "--header", "no colon"],
        &["decide", "--status", "429", "--header", "bad name: v"],
        &["decide", "--status", "429", "--header", "name: a\nb"],
        &["decide", "--status", "429", "--method", "NOT A METHOD"],
        &["decide", "--status", "429", "--format", "xml"],
    ] {
        let output = output(arguments, THROTTLED.as_bytes());
        assert_eq!((exit(&output), stdout(&output)), (2, ""), "{arguments:?}");
        assert!(!stderr(&output).is_empty(), "{arguments:?}");
    }
    snapshot("decide-usage", &["decide", "--status", "429", "--header", "no colon"], "");
}

/// What the command says is what a program with the library does.
#[test]
fn every_documented_response_is_decided_as_the_library_does() {
    for row in ROWS {
        let error = ApigError::new(row.status, row.code).with_message(row.message);
        for (method, request) in
            [("GET", Idempotency::Idempotent), ("POST", Idempotency::NotIdempotent)]
        {
            let (body, status) = (error.to_body(), row.status.to_string());
            let arguments = ["decide", "-s", &status, "-X", method];
            let json = decided(&arguments[1..], body.as_bytes());
            let verdict = error.verdict();
            assert_eq!(json["verdict"]["retry"], verdict.retry.as_str(), "{error}");
            assert_eq!(json["verdict"]["delivery"], verdict.delivery.as_str(), "{error}");
            assert_eq!(json["actor"], row.actor.as_str(), "{error}");
            let step = match RetryPolicy::new().start(request).on_error(&error) {
                Step::Wait(_) => "Wait",
                Step::Reauthenticate => "Reauthenticate",
                Step::Stop(_) => "Stop",
            };
            assert_eq!(json["next"]["step"], step, "{method} {error}");
            assert_eq!(json["send_again"], verdict.permits(request), "{method} {error}");
            assert_eq!(verdict.retry == Retry::Reauthenticate, step == "Reauthenticate");

            let output = output(&arguments, body.as_bytes());
            assert_reads_well(stdout(&output));
            // The next step stands first.
            let first = if verdict.permits(request) { "Retry " } else { "Do not retry" };
            assert!(stdout(&output).starts_with(first), "{}", stdout(&output));
        }
    }
}

/// A batch with partial results over the most that is read of a body, or one that breaks, or both.
#[test]
fn a_list_of_partial_results_vouches_for_nothing() {
    let element = r#"{"id":1,"error_code":"APIG.0308","error_msg":"slow"}"#;
    let list = |length: usize| {
        let elements = vec![element; length / (element.len() + 1)].join(",");
        format!("{{\"results\":[{elements}],\"note\":\"done\"}}")
    };
    let valid = list(65_542);
    assert!(valid.len() > 65_000);
    let cut = &valid[..valid.len() - 30];
    let quoted = format!("{{\"note\":\"say \"hi\" now\",\"results\":[{element}]}}");
    let in_a_log = format!("ERROR 504 body={cut}");
    let over_the_limit = list(2 << 20);
    for body in [&valid, cut, &quoted, &in_a_log, &over_the_limit] {
        for status in ["429", "504"] {
            let arguments = ["-s", status, "-X", "POST"];
            let json = decided(&arguments, body.as_bytes());
            assert_eq!(json["verdict"]["delivery"], "MaybeDelivered", "{}", &body[..60]);
            assert_eq!(json["send_again"], false);
            let arguments = [&["decide"], &arguments[..]].concat();
            assert_eq!(exit(&output(&arguments, body.as_bytes())), 1);
        }
    }
}
