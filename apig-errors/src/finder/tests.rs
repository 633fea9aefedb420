//! What the finder makes of texts that are made to mislead it, or to keep it busy.

use alloc::{borrow::ToOwned, format, string::String, vec, vec::Vec};
use std::eprintln;

use super::{Found, objects, responses_in, steps};

/// The codes that are found, in their order.
fn codes(text: &str) -> Vec<String> {
    responses_in(text).filter_map(|found| Some(found.raw_code()?.to_owned())).collect()
}

/// Whether the only response vouches.
fn is_structured(text: &str) -> bool {
    let found: Vec<_> = responses_in(text).collect();
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found[0].is_structured()
}

/// As JSON writes a string, without the quotes around it.
fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', r#"\""#)
}

#[test]
fn a_body_in_a_string_of_a_json_log_is_found_and_so_is_one_in_a_string_of_that() {
    let body = r#"{"error_msg":"m","error_code":"APIG.0203","request_id":"r"}"#;
    let log = |body: &str| {
        format!(r#"{{"level":"error","tags":[{{"a":1}}],"msg":"call failed: {}"}}"#, escaped(body))
    };
    let once = log(body);
    let docker = format!(r#"{{"log":"{}","stream":"stderr"}}"#, escaped(&once));
    for text in [&once, &docker, &format!("{once}\n{{\"level\":\"info\"}}\n")] {
        let found: Vec<_> = responses_in(text).collect();
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].raw_code(), found[0].message()), (Some("APIG.0203"), "m"), "{text}");
        assert_eq!(found[0].request_id(), Some("r"), "{text}");
    }
    assert!(is_structured(&once));
    // Of partial results, in whatever level of strings, none speaks for the whole.
    for (before, after) in
        [("[", "]"), ("[\n  ", "\n]"), ("[1,", "]"), ("[\r\n\t", "]"), ("429, ", "")]
    {
        let whitespace =
            |text: &str| text.replace('\n', r"\n").replace('\r', r"\r").replace('\t', r"\t");
        let inside = whitespace(&escaped(&format!("{before}{body}{after}")));
        let listed = format!(r#"{{"msg":"{inside}"}}"#);
        assert!(!is_structured(&listed), "{listed}");
        let docker = format!(r#"{{"log":"{}"}}"#, escaped(&listed));
        assert!(!is_structured(&docker), "{docker}");
    }
    let pretty = format!(r#"{{"msg":"it said:\n{}"}}"#, escaped(body));
    assert!(is_structured(&pretty));
    assert!(!is_structured(&format!(r#"{{"all":["{}"]}}"#, escaped(body))));
}

/// A body that quotes another is the response, where it says its code by a name that is for codes alone.
#[test]
fn of_a_body_and_one_quoted_in_it_the_outer_is_meant_if_it_names_its_code() {
    let inner = escaped(r#"{"error_code":"APIG.0308"}"#);
    let named = format!(r#"{{"error_code":"DNS.0014","error_msg":"{inner}"}}"#);
    assert_eq!(codes(&named), ["DNS.0014"]);
    let own = format!(r#"{{"error_code":"APIG.0203","error_msg":"{inner}"}}"#);
    assert_eq!(codes(&own), ["APIG.0203"]);
    // A program's own object, whose `code` may be anything.
    let program = format!(r#"{{"code":"E7","message":"failed: {inner}"}}"#);
    assert_eq!(codes(&program), ["APIG.0308"]);
}

#[test]
fn of_several_bodies_each_is_found_in_its_order() {
    let text = r#"a={"code":"E7","message":"retrying"} b={"error_code":"APIG.0308"}"#;
    assert_eq!(codes(text), ["E7", "APIG.0308"]);
    let text = r#"a={"id":1} b={"code":"E7","message":"retrying"} c={"error_code":"DNS.0014"}"#;
    assert_eq!(codes(text), ["E7", "DNS.0014"]);
    let text = "APIG.0203: late\n{\"error_code\":\"APIG.0308\"}\nthen [APIG.0307]";
    assert_eq!(codes(text), ["APIG.0203", "APIG.0308", "APIG.0307"]);
}

/// Of other services' codes, the name says whether it is an error's; `code` may be any word of a program.
#[test]
fn a_code_that_may_be_any_word_is_no_error_by_itself() {
    let errors = |text: &str| -> Vec<(Option<String>, Option<u16>)> {
        responses_in(text)
            .filter(Found::is_error)
            .map(|found| (found.raw_code().map(ToOwned::to_owned), found.status()))
            .collect()
    };
    for word in [
        r#"{"code":"DNS.0014"}"#,
        r#"{"code":200}"#,
        r#"{"code":"OK","message":"served"}"#,
        r#"{"level":"info","code":"E1001"}"#,
        r#"{"error":{"code":"invalid_request"}}"#,
        r#"{"m":"{\"code\":\"E7\"}"}"#,
        r#"503 {"code":"E7","error_msg":"no name of a code"}"#,
        r#"{"error_code":"0","code":"E7"}"#,
    ] {
        assert_eq!(errors(word), [], "{word}");
    }
    for (text, code) in [
        (r#"{"level":"info","code":"APIG.0308"}"#, "APIG.0308"),
        (r#"{"level":"error", "error_code" : "E1001"}"#, "E1001"),
        (r#"{"errorCode":"DNS.0014"}"#, "DNS.0014"),
        (r#"{"error":{"errCode":"DBS.280110"}}"#, "DBS.280110"),
        (r#"{"m":"{\"error_code\":\"E7\"}"}"#, "E7"),
    ] {
        assert_eq!(errors(text), [(Some(code.to_owned()), None)], "{text}");
        // What is beside it changes nothing.
        let log = format!("{{\"code\":\"E1001\"}}\n{text}\n{{\"code\":\"OK\"}}\n");
        assert_eq!(errors(&log), [(Some(code.to_owned()), None)], "{log}");
    }
    let body = r#"{"code":"E1001"}"#;
    let conflict = [(Some("E1001".to_owned()), Some(409))];
    assert_eq!(errors(&format!("HTTP/1.1 409 Conflict\r\nServer: api\r\n\r\n{body}")), conflict);
    assert_eq!(errors(&format!("< HTTP/2 409\n< \n* left intact\n{body}")), conflict);
    assert_eq!(errors(&format!("failed: HTTP 409: {body}")), conflict);
    // The line after that of an access log is another's.
    let access = r#"10.0.0.1 "POST /orders HTTP/1.1" 409 12"#;
    assert_eq!(errors(&format!("{access}\n{body}")), [(None, Some(409))]);
    let both = [(None, Some(409)), (Some("APIG.0201".to_owned()), None)];
    assert_eq!(errors(&format!("{access}\nsaid APIG.0201")), both);
    assert_eq!(errors(&format!("failed: HTTP 409\n{body}")), [(None, Some(409))]);
    assert_eq!(errors(&format!("HTTP/1.1 201 Created\n\n{body}")), []);
}

#[test]
fn what_comes_after_a_break_does_not_vouch() {
    let body = r#"{"error_msg":"m","error_code":"APIG.0308"}"#;
    assert!(is_structured(&format!("request={{\"id\":7}} body={body}")));
    assert!(!is_structured(&format!("request={{\"id\":7,oops}} body={body}")));
}

/// Texts that are made to be slow: of whatever length, so much of each.
fn hostile(length: usize) -> Vec<(&'static str, String)> {
    let repeated = [
        "{",
        "{\"",
        "{\\\"",
        "{\"a\":",
        "{\\\"a\\\":{",
        "{\\\"a\\\":1}",
        "\\",
        "\u{fffd}{",
        "APIG.0308 ",
        "APIG.0308: m\n",
        "{\"error_code\":\"APIG.0308\"}\n",
        "error_msg: ",
        "HTTP/1.1 503\n",
        "HTTP/",
        "HTTP",
        "HTTP ",
        "H",
        "error_msg=\"a ",
        "A",
        "AP",
        "{\\\"a\\\":\\\"",
        "\n",
        "status ",
        "[{\"a\":\"[\"},",
        "%22",
        "\"\"",
        "\u{e9}",
        "code:APIG.0203\nmsg:x\n",
        "&",
        "<error_code>",
        "[request ",
        "APIG.0308, ",
        "APIG.0308[",
        "status:",
        "request_id=",
        "message: \"",
    ];
    let times = |part: &str, length: usize| part.repeat(length / part.len());
    let mut texts: Vec<(&str, String)> =
        repeated.iter().map(|part| (*part, times(part, length))).collect();
    // What is looked at from each of many places.
    let half = length / 2;
    texts.extend(vec![
        ("spaces, then objects", format!("{}x{}", " ".repeat(half), times("{\"\":0}", half))),
        ("spaces in objects", times(&format!("{{{}\"a\":0}}", " ".repeat(1000)), length)),
        ("codes and spaces", times(&format!("APIG.0308: m{}", " ".repeat(4000)), length)),
        ("codes and quotes", times(&format!("APIG.0308 msg=\"{}", "\" ".repeat(2000)), length)),
        (
            "codes in an object",
            format!("{{\"m\":\"{}\",\"error_code\":\"DNS.0014\"}}", times("APIG.0308 ", length)),
        ),
        (
            "escaped objects in an object",
            format!(
                "{{\"m\":\"{}\",\"error_code\":\"DNS.0014\"}}",
                times("{\\\"code\\\":\\\"E7\\\"}", length)
            ),
        ),
        ("one line of headers", format!("HTTP/1.1 503 {}", times("a: b ", length))),
        ("headers", format!("HTTP/1.1 503\n{}", times("a: b\n", length))),
        ("names above codes", times(&format!("{}APIG.0308\n", "msg: x\n".repeat(500)), length)),
    ]);
    texts
}

/// In bytes that were looked at. Objects that are escaped or break off are read 256 times at most, each up
/// to 64 KiB and for each level; beyond that, each byte of the text is looked at a bounded number of times.
#[test]
fn the_steps_are_linear_in_the_texts_length() {
    const ATTEMPTS: usize = objects::ATTEMPTS * objects::WINDOW * (objects::LEVELS + 2);
    let lengths = [1 << 16, 1 << 18];
    let [short, long] = lengths.map(hostile);
    let mut slow = Vec::new();
    for ((name, short), (_, long)) in short.iter().zip(&long) {
        let [of_short, of_long] = [short, long].map(|text| {
            steps::of(|| {
                let _ = responses_in(text).count();
            })
        });
        // Each takes some steps for each byte, and four times the text no more than some four times as many.
        let is_linear = of_long <= 5 * of_short.max(4 * short.len());
        if of_long > 100 * long.len() + ATTEMPTS || of_long > ATTEMPTS && !is_linear {
            eprintln!("{name:?}: {of_short}, then {of_long}");
            slow.push(*name);
        }
    }
    assert_eq!(slow, Vec::<&str>::new());
}
