//! How a body is read: a test for each part of the rules, named after it.

use std::{error::Error, fmt, io, sync::Arc, time::Duration};

use apig_errors::{ApigError, ApigRetryable, Code, Delivery, ErrorBody, Retry, Verdict};

fn raw_code(body: &str) -> Option<String> {
    ErrorBody::parse(body.as_bytes()).raw_code().map(str::to_owned)
}

/// Code and message.
fn read(body: &str) -> (Option<String>, String) {
    let read = ErrorBody::parse(body.as_bytes());
    (read.raw_code().map(str::to_owned), read.message().to_owned())
}

#[track_caller]
fn assert_reads(body: &str, raw_code: Option<&str>, message: &str) {
    assert_eq!(read(body), (raw_code.map(str::to_owned), message.to_owned()), "{body}");
}

// Rule 1: what is no object.

#[test]
fn a_byte_order_mark_and_blanks_are_skipped() {
    assert_reads("\u{feff} \r\n\t{\"error_code\":\"X.1\"}", Some("X.1"), "");
    assert_reads("\u{feff}  forbidden \n", None, "forbidden");
}

#[test]
fn what_is_no_object_is_the_message() {
    for text in ["", "null", "123", "true", "\"APIG.0308\"", "[{\"error_code\":\"X.1\"}]", "}{"] {
        assert_reads(text, None, text);
    }
    // An object is read where the body begins with it.
    assert_reads("x{\"error_code\":\"X.1\"}", None, "x{\"error_code\":\"X.1\"}");
}

#[test]
fn bad_bytes_of_a_text_are_replaced() {
    let body = ErrorBody::parse(b" caf\xe9 \xff ");
    assert_eq!((body.raw_code(), body.message()), (None, "caf\u{fffd} \u{fffd}"));
}

#[test]
fn a_text_is_cut_at_four_kib_and_at_a_character() {
    for lead in 0..4 {
        let text = "x".repeat(lead) + &"𝄞".repeat(2000);
        let body = ErrorBody::parse(text.as_bytes());
        assert!(text.starts_with(body.message()));
        assert_eq!(body.message().len(), lead + (4096 - lead) / 4 * 4);
    }
    // Three bytes replace each bad one.
    let body = [0xff; 5000];
    let body = ErrorBody::parse(&body);
    assert_eq!(body.message().len(), 4095);
    assert!(body.message().chars().all(|c| c == '\u{fffd}'));
}

#[test]
fn a_text_as_long_as_the_limit_is_whole() {
    for length in 4090..=4096 {
        let text = "x".repeat(length);
        assert_reads(&text, None, &text);
    }
}

#[test]
fn a_text_is_not_cut_before_the_character_that_bad_bytes_follow() {
    // Bytes that continue a character, but one that is whole before the limit.
    let text = "x".repeat(4089) + "𝄞";
    let body = [text.as_bytes(), &[0x80; 10]].concat();
    assert_eq!(ErrorBody::parse(&body).message(), text + "\u{fffd}");
}

// Rule 2: what is a code.

#[test]
fn usable_codes() {
    let longest = "a".repeat(64);
    for code in ["APIG.0308", "InferHub.001001005.400", "00000010", "1000", "a", "A_b-c", &longest]
    {
        assert_eq!(raw_code(&format!("{{\"error_code\":\"{code}\"}}")).as_deref(), Some(code));
    }
}

#[test]
fn unusable_codes() {
    let too_long = format!("\"{}\"", "a".repeat(65));
    for code in [
        "\"\"",
        "\"404\"",
        "\"7\"",
        "\"APIG.\"",
        "\".\"",
        "\"$context.error.code\"",
        "\"APIG 0308\"",
        "\"APIG.0308\\n\"",
        "\"ÄPIG.0308\"",
        "null",
        "308",
        "404.5",
        "true",
        "[\"X.1\"]",
        &too_long,
    ] {
        let body = format!("{{\"error_code\":{code},\"error_msg\":\"m\"}}");
        assert_reads(&body, None, "m");
        // An unusable one does not end the search.
        let body = format!("{{\"error_code\":{code},\"errorCode\":\"X.1\"}}");
        assert_reads(&body, Some("X.1"), "");
    }
}

#[test]
fn numbers_are_no_codes_and_do_no_harm() {
    for number in ["0", "-1", "404", "1e3", "1.5", "18446744073709551615", "99999999999999999999"] {
        let body =
            format!("{{\"n\":{number},\"code\":{number},\"a\":[{number}],\"message\":\"m\"}}");
        assert_reads(&body, None, "m");
        let body = format!("{{\"n\":{number},\"code\":\"X.1\",\"message\":{number}}}");
        assert_reads(&body, Some("X.1"), "");
    }
}

// Rule 3: where it is looked for.

#[test]
fn names_of_the_code_in_their_order() {
    assert_reads(
        r#"{"code":"E.1","errCode":"D.1","errorcode":"C.1","errorCode":"B.1","error_code":"A.1"}"#,
        Some("A.1"),
        "",
    );
    assert_reads(r#"{"code":"D.1","errorcode":"C.1","errorCode":"B.1"}"#, Some("B.1"), "");
    assert_reads(r#"{"code":"D.1","errorcode":"C.1"}"#, Some("C.1"), "");
    assert_reads(r#"{"code":"E.1","errCode":"D.1"}"#, Some("D.1"), "");
    assert_reads(r#"{"code":"E.1"}"#, Some("E.1"), "");
    assert_reads(
        r#"{"Error_Code":"A.1","ERROR_CODE":"A.1","err_code":"A.1","x":1}"#,
        None,
        r#"{"Error_Code":"A.1","ERROR_CODE":"A.1","err_code":"A.1","x":1}"#,
    );
}

#[test]
fn names_of_the_message_in_their_order() {
    let names = [
        "error_msg",
        "errorMsg",
        "errormsg",
        "error_message",
        "errorMessage",
        "externalMessage",
        "message",
        "msg",
    ];
    // The names are in the body the other way round, so their place decides nothing.
    let mut members = String::new();
    for name in names.iter().rev() {
        members = format!("{members},\"{name}\":\"{name}\"");
        assert_reads(&format!("{{\"error_code\":\"X.1\"{members}}}"), Some("X.1"), name);
    }
}

#[test]
fn message_and_msg_come_first_beside_code() {
    assert_reads(r#"{"code":"X.1","error_msg":"e","msg":"b","message":"a"}"#, Some("X.1"), "a");
    assert_reads(r#"{"code":"X.1","error_msg":"e","msg":"b"}"#, Some("X.1"), "b");
    assert_reads(r#"{"code":"X.1","error_msg":"e"}"#, Some("X.1"), "e");
}

#[test]
fn the_first_message_that_is_a_string_and_not_empty() {
    for nothing in ["\"\"", "null", "1", "[\"x\"]", "{\"x\":\"y\"}"] {
        let body = format!("{{\"error_code\":\"X.1\",\"error_msg\":{nothing},\"errorMsg\":\"m\"}}");
        assert_reads(&body, Some("X.1"), "m");
    }
}

#[test]
fn the_flat_code_counts_before_one_found_inside() {
    let nested = r#""error":{"error_code":"N.1","error_msg":"nested"}"#;
    let flat = r#""error_code":"F.1","error_msg":"flat""#;
    assert_reads(&format!("{{{nested},{flat}}}"), Some("F.1"), "flat");
    assert_reads(&format!("{{{flat},{nested}}}"), Some("F.1"), "flat");
    assert_reads(&format!("{{{nested},\"code\":\"C.1\"}}"), Some("C.1"), "");
    assert_reads(
        &format!("{{{nested},\"error_code\":null,\"message\":\"x\"}}"),
        Some("N.1"),
        "nested",
    );
}

#[test]
fn the_message_is_that_of_the_codes_object() {
    assert_reads(r#"{"message":"outer","error":{"error_code":"X.1"}}"#, Some("X.1"), "");
    assert_reads(r#"{"error_code":"X.1","error":{"message":"inner"}}"#, Some("X.1"), "");
}

#[test]
fn objects_are_searched_in_their_order_and_depth_first() {
    let body = r#"{"a":{"b":{"error_code":"B.1"}},"c":{"error_code":"C.1"}}"#;
    assert_reads(body, Some("B.1"), "");
    let body = r#"{"a":{"b":{"x":1}},"c":{"error_code":"C.1"}}"#;
    assert_reads(body, Some("C.1"), "");
}

#[test]
fn an_object_is_searched_under_any_name() {
    assert_reads(r#"{"message":{"error_code":"X.1","message":"m"}}"#, Some("X.1"), "m");
    assert_reads(r#"{"error_code":{"error_code":"X.1","message":"m"}}"#, Some("X.1"), "m");
    assert_reads(r#"{"request_id":{"code":"X.1","message":"m"}}"#, Some("X.1"), "m");
}

#[test]
fn four_levels_down_are_searched_and_no_more() {
    let nested = |levels: usize| {
        let inner = r#"{"error_code":"X.1","error_msg":"m"}"#;
        format!("{}{inner}{}", "{\"a\":".repeat(levels), "}".repeat(levels))
    };
    for levels in 0..=4 {
        assert_reads(&nested(levels), Some("X.1"), "m");
    }
    for levels in [5, 6, 40, 127, 128, 129, 1000] {
        assert_reads(&nested(levels), None, &nested(levels)[..nested(levels).len().min(4096)]);
    }
}

#[test]
fn arrays_are_not_searched() {
    let array = r#"[{"error_code":"X.1","error_msg":"m"}]"#;
    for body in [format!("{{\"a\":{array}}}"), format!("{{\"a\":{{\"errors\":[{array}]}}}}")] {
        assert_reads(&body, None, &body);
    }
    assert_reads(&format!("{{\"a\":{array},\"b\":{{\"error_code\":\"Y.1\"}}}}"), Some("Y.1"), "");
}

#[test]
fn below_the_top_a_code_without_a_message_is_data() {
    let body = r#"{"item":{"code":"SKU-1"}}"#;
    assert_reads(body, None, body);
    assert_reads(r#"{"item":{"code":"SKU-1","message":"m"}}"#, Some("SKU-1"), "m");
    assert_reads(r#"{"item":{"code":"SKU-1","errorMsg":"m"}}"#, Some("SKU-1"), "m");
    assert_reads(
        r#"{"item":{"code":"SKU-1","message":""},"e":{"error_code":"X.1"}}"#,
        Some("X.1"),
        "",
    );
}

#[test]
fn zeros_say_success_and_end_the_search() {
    let inner = r#""a":{"error_code":"X.1","error_msg":"inner"}"#;
    for zeros in ["0", "000", "0000", "APIG.0000", "a.b.0"] {
        for name in ["error_code", "errorCode", "errorcode"] {
            let body = format!("{{{inner},\"{name}\":\"{zeros}\",\"message\":\"ok\"}}");
            assert_reads(&body, None, "ok");
            let body = format!("{{\"{name}\":\"{zeros}\",{inner},\"message\":\"ok\"}}");
            assert_reads(&body, None, "ok");
        }
    }
    // Below the top they say so of a part: the one that failed may be beside it.
    for part in [r#""a":{"error_code":"0000"}"#, r#""a":{"errorCode":"0","message":"ok"}"#] {
        assert_reads(&format!("{{{part},\"b\":{{\"error_code\":\"X.1\"}}}}"), Some("X.1"), "");
        assert_reads(&format!("{{\"b\":{{\"error_code\":\"X.1\"}},{part}}}"), Some("X.1"), "");
    }
    assert_reads(r#"{"a":{"error_code":"0000","b":{"error_code":"X.1"}}}"#, Some("X.1"), "");
    assert_reads(r#"{"a":{"error_code":"0000","message":"ok"}}"#, None, "ok");
    // Not a success: `code` is used for much else; and these are no zeros.
    assert_reads(&format!("{{\"code\":\"0000\",{inner}}}"), Some("X.1"), "inner");
    assert_reads(&format!("{{\"error_code\":\"\",{inner}}}"), Some("X.1"), "inner");
    assert_reads(&format!("{{\"error_code\":\"$.0\",{inner}}}"), Some("X.1"), "inner");
}

#[test]
fn a_usable_name_counts_before_zeros_behind_it() {
    assert_reads(r#"{"errorCode":"0000","error_code":"X.1"}"#, Some("X.1"), "");
    assert_reads(r#"{"error_code":"0000","errorCode":"X.1","message":"ok"}"#, None, "ok");
}

#[test]
fn without_a_code_the_first_message_counts() {
    assert_reads(r#"{"a":{"message":"a"},"b":{"message":"b"}}"#, None, "a");
    assert_reads(r#"{"a":{"message":"a"},"message":"top"}"#, None, "top");
    assert_reads(r#"{"a":{"b":{"errorMsg":"deep"}},"c":{"message":"c"}}"#, None, "deep");
}

#[test]
fn without_code_and_message_the_text_counts() {
    for body in ["{}", r#"{"invalid_key":"invalid_value"}"#, r#"{"error_code":null}"#] {
        assert_reads(&format!(" {body}\n"), None, body);
    }
}

#[test]
fn the_request_id_is_that_of_the_top() {
    let id = |body: &str| ErrorBody::parse(body.as_bytes()).request_id().map(str::to_owned);
    assert_eq!(id(r#"{"requestid":"c","requestId":"b","request_id":"a"}"#).as_deref(), Some("a"));
    assert_eq!(id(r#"{"requestid":"c","requestId":"b"}"#).as_deref(), Some("b"));
    assert_eq!(id(r#"{"request_id":"","requestid":"c"}"#).as_deref(), Some("c"));
    // Else that beside the code.
    let beside = r#""error":{"error_code":"X.1","request_id":"a"}"#;
    assert_eq!(id(&format!("{{{beside}}}")).as_deref(), Some("a"));
    assert_eq!(id(&format!("{{{beside},\"request_id\":\"top\"}}")).as_deref(), Some("top"));
    assert_eq!(id(r#"{"meta":{"request_id":"a"},"error_code":"X.1"}"#), None);
    assert_eq!(id(r#"{"error":{"message":"m","request_id":"a"}}"#), None);
    assert_eq!(id(r#"{"request_id":7}"#), None);
    assert_eq!(id(r#"{"request_id":" \t","requestId":"b"}"#).as_deref(), Some("b"));
    let long = "é".repeat(100);
    assert_eq!(id(&format!("{{\"request_id\":\"{long}\"}}")).unwrap(), long[..128]);
}

#[test]
fn of_a_name_given_twice_the_first_counts() {
    assert_reads(
        r#"{"error_code":"A.1","error_code":"B.1","error_msg":"a","error_msg":"b"}"#,
        Some("A.1"),
        "a",
    );
    // Even where the first is of no use.
    let body = r#"{"error_code":null,"error_code":"B.1","error_msg":"","error_msg":"b"}"#;
    assert_reads(body, None, body);
    let body = r#"{"message":1,"message":{"error_code":"B.1"}}"#;
    assert_reads(body, None, body);
}

#[test]
fn text_behind_the_object_is_ignored() {
    assert_reads(
        r#"{"error_code":"A.1","error_msg":"m"}{"error_code":"B.1"} trailing"#,
        Some("A.1"),
        "m",
    );
    assert_reads(r#"{"message":"m"}"error_code":"B.1""#, None, "m");
}

#[test]
fn escapes_are_read_in_names_and_values() {
    assert_reads(
        r#"{"error\u005fcode":"API\u0047.0308","error_msg":"a\"b\\c\n\u00e9\ud834\udd1e"}"#,
        Some("APIG.0308"),
        "a\"b\\c\né𝄞",
    );
}

// Rule 4: bodies that break off.

#[test]
fn a_bad_byte_deep_inside_what_cannot_count_hides_nothing() {
    // Behind a code of the same object, and behind one that was found inside.
    let deep = b"\"x\":{\"a\":{\"b\":{\"c\":\"\xff\"}}}";
    for (before, after, code, message) in [
        ("\"error_code\":\"X.1\"", "\"error_msg\":\"m\"", "X.1", "m"),
        ("\"y\":{\"error_code\":\"Y.1\"}", "\"error_code\":\"X.1\"", "X.1", ""),
    ] {
        let body = [b"{", before.as_bytes(), b",", deep, b",", after.as_bytes(), b"}"].concat();
        let body = ErrorBody::parse(&body);
        assert_eq!((body.raw_code(), body.message()), (Some(code), message), "{before}");
    }
}

#[test]
fn members_before_the_break_are_kept() {
    assert_reads(r#"{"error_code":"X.1","error_msg":"m","x":"#, Some("X.1"), "m");
    assert_reads(r#"{"error_code":"X.1","error_msg":"m"  oops "#, Some("X.1"), "m");
    assert_reads(r#"{"error":{"error_code":"X.1","error_msg":"m","x":tru"#, Some("X.1"), "m");
    let body = ErrorBody::parse(br#"{"request_id":"r","error_code":"X.1","error_msg":"broken"#);
    assert_eq!((body.request_id(), body.raw_code()), (Some("r"), Some("X.1")));
    assert_eq!(body.message(), "broken");
}

#[test]
fn a_message_that_was_cut_is_kept_as_far_as_it_came() {
    let whole = r#"{"error_msg":"a\"b\u00e9\ud834\udd1ec𝄞d"#;
    let message = "a\"bé𝄞c𝄞d";
    for end in r#"{"error_msg":"a"#.len()..=whole.len() {
        let body = ErrorBody::parse(&whole.as_bytes()[..end]);
        assert!(message.starts_with(body.message()), "{:?} at {end}", body.message());
        assert!(!body.message().is_empty());
    }
    assert_reads(whole, None, message);
    // Nothing of it came: the body's text stands for it.
    assert_reads(r#"{"error_msg":"\u00"#, None, r#"{"error_msg":"\u00"#);
}

#[test]
fn a_code_or_a_request_id_that_was_cut_is_none() {
    assert_reads(r#"{"error_code":"APIG.0308"#, None, r#"{"error_code":"APIG.0308"#);
    assert_reads(r#"{"error_code":"APIG.0308""#, Some("APIG.0308"), "");
    assert_eq!(ErrorBody::parse(br#"{"error_code":"X.1","request_id":"r"#).request_id(), None);
}

/// Lenient in bytes.
#[test]
fn what_does_not_change_the_structure_is_read() {
    for (written, read) in [
        (&b"tab\there"[..], "tab\there"),
        (b"line\nbreak\r\n", "line\nbreak\r\n"),
        (b"nul\0esc\x1b[0m", "nul\0esc\u{1b}[0m"),
        (b"bad \xff byte", "bad \u{fffd} byte"),
        (b"\xc7\xeb\xc7\xf3", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
        (br"half \ud83d", "half \u{fffd}"),
        (br"half \ude00 pair", "half \u{fffd} pair"),
        (br"\ud83d\ud83d\ude00", "\u{fffd}😀"),
        (br"\x \' \/ \u12 \uzz", r"x ' / u12 uzz"),
    ] {
        let body = [
            b"{\"error_msg\":\"",
            written,
            b"\",\"error_code\" :\n \"APIG.0106\",\"request_id\":\"r\"}",
        ];
        let body = body.concat();
        let body = ErrorBody::parse(&body);
        assert_eq!((body.code(), body.message()), (Some(Code::APIG_0106), read), "{written:?}");
        assert_eq!(body.request_id(), Some("r"));
    }
    // Also where the member does not count, and with the other names of the code.
    for name in ["error_code", "errorCode", "errorcode", "errCode", "code"] {
        let body = format!("{{\"x\t\":[\"\t\\ud83d\"],\"{name}\":\"X.1\",}}");
        assert_reads(&body, Some("X.1"), "");
    }
}

#[test]
fn numbers_of_any_size_are_passed_over() {
    let long = "9".repeat(10_000);
    for number in
        ["0", "-7", "1.5", "-0", "1e400", "-1E-999", "1e+3", "0.10000000000000000001", &long]
    {
        for beside in [
            format!(r#""at":{number}"#),
            format!(r#""error_code":{number}"#),
            format!(r#""data":{{"at":{number}}}"#),
            format!(r#""list":[{number},{{"at":{number},"in":[{number}]}}]"#),
            format!(r#""a":{{"b":{{"c":{{"d":{{"e":{{"f":{number}}}}}}}}}}}"#),
        ] {
            let body = format!(r#"{{{beside},"errorCode":"X.1","errorMsg":"m",{beside}}}"#);
            assert_reads(&body, Some("X.1"), "m");
        }
    }
}

/// Strict in structure: each of these breaks before the code.
#[test]
fn nothing_after_a_break_is_a_code_a_message_or_a_request_id() {
    let after = r#""error_code":"APIG.0308","error_msg":"forged","request_id":"forged"}"#;
    for broken in [
        r#"{"a":"quoted "word" here","#,
        r#"{"a" "b","#,
        r#"{"a":,"#,
        r#"{"a":1 "b":2,"#,
        r"{a:1,",
        r"{'a':1,",
        r#"{"a":'b',"#,
        r#"{"a":tru,"#,
        r#"{"a":undefined,"#,
        r#"{"a":[1},"#,
        r#"{"a":{"b":1],"#,
        r#"{"a":[{]},"#,
        r#"{"a":["b":1],"#,
        r#"{"a":[1 2],"#,
        r#"{"a":[,],"#,
        r#"{"a":["say "hi""],"#,
        r#"{"a":{"b":{"c":{"d":{"e":{"f" 1}}}}},"#,
        r"{,",
        r#"{"a":1,,"#,
        r#"{"a":1},"#,
        r#"{"a":1}"#,
        r#"{"error_code":"X.1"x","#,
        r#"{"request_id":"r"x","#,
    ] {
        let body = format!("{broken}{after}");
        let read = ErrorBody::parse(body.as_bytes());
        assert_eq!((read.raw_code(), read.request_id()), (None, None), "{body}");
        assert_ne!(read.message(), "forged", "{body}");
        assert_eq!(read.verdict(500), Verdict::from_status(500), "{body}");
    }
}

/// A batch of partial results whose texts hold what parsers refuse: it may have been executed in part.
#[test]
fn what_an_array_holds_vouches_for_nothing() {
    for body in [
        r#"{"results":[{"id":1,"error_code":"APIG.0308","error_msg":"slow"}],"note":"cut \ud83d"}"#
            .as_bytes(),
        b"{\"results\":[{\"error_code\":\"APIG.0308\"}],\"note\":\"\xb2\xce\"}",
        br#"{"results":[{"error_code":"APIG.0308"}],"n":1e999}"#,
        br#"{"results":[{"error_code":"APIG.0308"}],}"#,
        br#"{"results":[[{"a":{"error_code":"APIG.0308","request_id":"r","message":"m"}}]]}"#,
    ] {
        for end in 0..=body.len() {
            for status in [429, 500, 504] {
                let error = ApigError::parse(status, &body[..end]);
                assert_eq!(error.verdict(), Verdict::from_status(status), "{end} of {body:?}");
                assert_eq!((error.raw_code(), error.request_id()), (None, None));
            }
        }
    }
}

#[test]
fn a_trailing_comma_is_passed_over() {
    assert_reads(r#"{"a":[1,{"b":2,},],"error_code":"X.1","error_msg":"m",}"#, Some("X.1"), "m");
}

#[test]
fn a_success_stays_one() {
    assert_reads(
        "{\"error_code\":\"0000\",\"message\":\"ok\",\"x\":\"\n\",\"errorCode\":\"X.1\"",
        None,
        "ok",
    );
}

// What is wrapped around an object.

#[test]
fn byte_order_marks_are_passed_over() {
    for marks in ["\u{feff}", "\u{feff}\u{feff}", " \u{feff}", "\u{feff} \n\u{feff}\t"] {
        assert_reads(&format!("{marks}{{\"error_code\":\"X.1\"}}"), Some("X.1"), "");
    }
}

#[test]
fn utf_16_is_read_where_its_mark_says_so() {
    let text = r#"{"error_msg":"é 𝄞","error_code":"APIG.0308","request_id":"r"}"#;
    let units = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
    };
    for body in [units(text, u16::to_le_bytes), units(text, u16::to_be_bytes)] {
        let read = ErrorBody::parse(&body);
        assert_eq!((read.code(), read.message()), (Some(Code::APIG_0308), "é 𝄞"));
        assert_eq!(read.request_id(), Some("r"));
        for end in 0..body.len() {
            let cut = ErrorBody::parse(&body[..end]);
            assert!(cut.raw_code().is_none_or(|code| code == "APIG.0308"));
        }
    }
    let text = units("forbidden", u16::to_le_bytes);
    assert_eq!(ErrorBody::parse(&text).message(), "forbidden");
    assert_eq!(ErrorBody::parse(&text[..text.len() - 1]).message(), "forbidde\u{fffd}");
    assert_eq!(ErrorBody::parse(b"\xff\xfe\x00\xd8").message(), "\u{fffd}");
}

#[test]
fn the_first_object_of_an_event_stream_is_read() {
    let object = r#"{"error_code":"X.1","error_msg":"m"}"#;
    for stream in [
        format!("data:{object}"),
        format!("data: {object}\n\n"),
        format!("event: error\r\ndata: {object}\r\n\r\n"),
        format!("event: error\rdata: {object}\r\r"),
        format!("id: 7\nevent: error\ndata: {object}\n\ndata: {{\"error_code\":\"Y.1\"}}\n\n"),
        format!(": ping\n\ndata: hello\n\ndata: {object}\n\ndata: [DONE]\n\n"),
        format!("data: {object}\ndata: [DONE]\n\n"),
        "data: {\"error_code\":\"X.1\",\ndata:\"error_msg\":\ndata:  \"m\"}\n\n".to_owned(),
    ] {
        assert_reads(&stream, Some("X.1"), "m");
    }
    // The first one is the body, whatever it says, and what follows it is another's.
    let stream = format!("data: {{\"choices\":[]}}\n\ndata: {object}\n\n");
    assert_reads(&stream, None, stream.trim());
    for text in
        ["data: hello\n\nretry: 3", "database is down", "data:", ": {\"error_code\":\"X.1\"}"]
    {
        assert_reads(text, None, text);
    }
    assert_reads(&format!("retry\ndata: {object}"), None, &format!("retry\ndata: {object}"));
}

#[test]
fn names_of_sibling_services_are_read() {
    assert_reads(
        r#"{"error":{"errCode":"DBS.280110","externalMessage":"Selected DB instance does not exist."}}"#,
        Some("DBS.280110"),
        "Selected DB instance does not exist.",
    );
}

/// One that the reader has read already is not read again.
#[test]
fn an_error_is_made_of_a_body_that_was_read() {
    for body in [
        &br#"{"error_code":"APIG.0308","error_msg":"m","request_id":"r"}"#[..],
        b"Bad Gateway",
        b"{\"error_msg\":\"\\u00e9\xff\"}",
    ] {
        let read = ErrorBody::parse(body);
        assert_eq!(ApigError::from_body(429, &read), ApigError::parse(429, body));
        assert_eq!(read.clone().into_owned(), read);
    }
}

#[test]
fn what_is_too_deep_does_not_hide_what_follows() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let body = format!("{{\"x\":{deep},\"error_code\":\"X.1\",\"error_msg\":\"m\"}}");
        assert_reads(&body, Some("X.1"), "m");
        let open = format!("{{\"x\":{}", open.repeat(100_000));
        assert_eq!(raw_code(&open), None);
    }
}

#[test]
fn the_stack_does_not_grow_with_the_depth() {
    let deep = ["[", "{\"a\":", "[{\"a\":"].map(|open| format!("{{\"x\":{}", open.repeat(100_000)));
    let small = std::thread::Builder::new().stack_size(64 * 1024);
    let reader = small.spawn(move || {
        for body in deep {
            assert_eq!(ErrorBody::parse(body.as_bytes()).raw_code(), None);
        }
    });
    reader.unwrap().join().unwrap();
}

// Rule 5: bounds.

#[test]
fn messages_are_cut_at_four_kib_and_at_a_character() {
    for lead in ["", "x"] {
        let message = format!("{lead}{}", "é".repeat(4000));
        let expected = &message[..4096 - lead.len()];
        assert_reads(
            &format!("{{\"error_code\":\"X.1\",\"error_msg\":\"{message}\"}}"),
            Some("X.1"),
            expected,
        );
        // The same with an escape, which is not borrowed.
        let message = format!("\\n{}", &message[1 + usize::from(lead.is_empty())..]);
        let read = read(&format!("{{\"error_msg\":\"{message}\"}}")).1;
        assert!(read.len() <= 4096 && read.len() > 4090);
    }
}

#[test]
fn time_is_linear() {
    // A quadratic reader would take hours for any of these.
    for part in [
        "\"error_code\"",
        "\"error_code\" ",
        "{\"a\":",
        "[",
        "{\"a\":1,\"a\":",
        "\\",
        "\"a\":\"b\",",
    ] {
        let body = format!("{{\"error_msg\":\"\n\",{}", part.repeat(1 << 20));
        let error = ApigError::parse(500, body.as_bytes());
        assert_eq!(error.raw_code(), None);
    }
    let whitespace =
        format!("{{\"x\":\"\n\" {}", format!("\"error_code\"{}", " ".repeat(1000)).repeat(2000));
    assert_eq!(raw_code(&whitespace), None);
}

// ApigError: built by hand, found in a chain, written again.

#[test]
fn builders_give_what_they_were_given() {
    let error = ApigError::new(429, Code::APIG_0308)
        .with_request_id("r")
        .with_message("m")
        .with_retry_after(Duration::from_secs(7));
    assert_eq!(error.status(), 429);
    assert_eq!((error.code(), error.raw_code()), (Some(Code::APIG_0308), Some("APIG.0308")));
    assert_eq!((error.message(), error.request_id()), ("m", Some("r")));
    assert_eq!(error.wait_hint(), Some(Duration::from_secs(7)));
    let error = error.with_raw_code("DNS.0014");
    assert_eq!((error.code(), error.raw_code()), (None, Some("DNS.0014")));
    assert_eq!((error.message(), error.request_id()), ("m", Some("r")));
    for unusable in ["", "404", "0000", "a b"] {
        let error = error.clone().with_raw_code(unusable);
        assert_eq!((error.code(), error.raw_code()), (None, None), "{unusable}");
    }
    assert_eq!(error.with_request_id("").request_id(), None);
}

#[test]
fn builders_keep_the_bounds() {
    let long = "é".repeat(5000);
    let error = ApigError::from_status(500).with_message(&long).with_request_id(&long);
    assert_eq!(error.message(), &long[..4096]);
    assert_eq!(error.request_id(), Some(&long[..128]));
}

#[test]
fn a_built_response_equals_a_read_one() {
    let built = ApigError::new(404, Code::APIG_0101).with_message("m").with_request_id("r");
    let read =
        ApigError::parse(404, br#"{"request_id":"r","error_code":"APIG.0101","error_msg":"m"}"#);
    assert_eq!(built, read);
}

#[test]
fn to_body_is_compact_and_leaves_out_what_is_absent() {
    assert_eq!(ApigError::from_status(502).to_body(), "{}");
    assert_eq!(ApigError::new(502, Code::APIG_0202).to_body(), r#"{"error_code":"APIG.0202"}"#);
    let error = ApigError::from_status(500).with_message("a\"b").with_request_id("r");
    assert_eq!(error.to_body(), r#"{"error_msg":"a\"b","request_id":"r"}"#);
}

#[test]
fn any_message_round_trips() {
    let all: String =
        (0..0x300).filter_map(char::from_u32).chain("\u{2028}\u{feff}𝄞".chars()).collect();
    let error = ApigError::new(500, Code::APIG_0202).with_message(&all).with_request_id("\"\\\n");
    assert_eq!(ApigError::parse(500, error.to_body().as_bytes()), error);
    assert!(serde_json::from_str::<serde_json::Value>(&error.to_body()).is_ok());
}

#[test]
fn the_hint_is_the_window_only_for_throttled_responses() {
    let message = "policy ip over ratelimit,limit:5,time:1 minute";
    let throttled = ApigError::new(429, Code::APIG_0308).with_message(message);
    assert_eq!(throttled.wait_hint(), Some(Duration::from_secs(60)));
    let other = ApigError::new(504, Code::APIG_0203).with_message(message);
    assert_eq!(other.verdict().retry, Retry::Backoff);
    assert_eq!(other.wait_hint(), None);
    // What the server asks for counts for every class, and before the window.
    assert_eq!(
        throttled.with_retry_after(Duration::from_secs(3)).wait_hint(),
        Some(Duration::from_secs(3))
    );
    assert_eq!(
        other.with_retry_after(Duration::from_secs(3)).wait_hint(),
        Some(Duration::from_secs(3))
    );
}

#[test]
fn a_response_responses_for_itself() {
    let error = ApigError::new(413, Code::APIG_0201);
    assert_eq!(error.apig_code(), Some(Code::APIG_0201));
    assert_eq!(error.actor(), Code::APIG_0201.actor(413));
    assert!(std::ptr::eq(error.apig_error().unwrap(), &raw const error));
    assert_eq!(ApigError::from_status(413).actor(), None);
}

#[test]
fn the_row_is_that_of_the_documented_pair() {
    let row = |status, code| ApigError::new(status, code).row();
    assert_eq!(row(413, Code::APIG_0201), Code::APIG_0201.row(413));
    assert_eq!(row(413, Code::APIG_0201).unwrap().status, 413);
    assert_eq!(row(418, Code::APIG_0201), None);
    assert_eq!(ApigError::from_status(413).row(), None);
}

#[derive(Debug)]
struct Wrapper(Box<dyn Error + Send + Sync>);

impl fmt::Display for Wrapper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("wrapped")
    }
}

impl Error for Wrapper {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

#[derive(Debug)]
struct Ouroboros;

impl fmt::Display for Ouroboros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("again")
    }
}

impl Error for Ouroboros {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self)
    }
}

#[test]
fn find_walks_the_chain_and_looks_through_pointers() {
    let error = ApigError::new(504, Code::APIG_0203);
    let shared: Arc<dyn Error + Send + Sync> = Arc::new(error.clone());
    let local: Arc<dyn Error> = Arc::new(error.clone());
    let chains: [Box<dyn Error>; 10] = [
        Box::new(error.clone()),
        Box::new(Box::new(error.clone())),
        Box::new(Arc::new(error.clone())),
        Box::new(shared.clone()),
        Box::new(local),
        Box::new(Wrapper(Box::new(error.clone()))),
        Box::new(Wrapper(Box::new(Wrapper(Box::new(Box::new(error.clone())))))),
        Box::new(io::Error::other(error.clone())),
        Box::new(Arc::new(io::Error::other(error.clone()))),
        Box::new(Wrapper(Box::new(io::Error::other(Wrapper(Box::new(shared)))))),
    ];
    for chain in chains {
        assert_eq!(ApigError::find(&*chain), Some(&error), "{chain:?}");
    }
}

/// The overrides of an enum are the enum's: what it carries keeps the verdict of the table.
#[test]
fn find_knows_no_override_of_an_enum() {
    #[derive(Debug, ApigRetryable)]
    enum Overriding {
        #[apig(code = "APIG.0308", delivery = MaybeDelivered, reason = "a proxy of ours repeats")]
        Repeated(#[apig(error)] ApigError),
    }

    impl fmt::Display for Overriding {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("repeated")
        }
    }

    impl Error for Overriding {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            let Self::Repeated(error) = self;
            Some(error)
        }
    }

    let error: Box<dyn Error> =
        Box::new(Overriding::Repeated(ApigError::new(429, Code::APIG_0308)));
    let found = ApigError::find(&*error).expect("it is the source");
    assert_eq!(found.verdict().delivery, Delivery::NotDelivered);
    let own = error.downcast_ref::<Overriding>().expect("it is one").verdict();
    assert_eq!(own.delivery, Delivery::MaybeDelivered);
}

#[test]
fn find_ends() {
    assert_eq!(ApigError::find(&Ouroboros), None);
    assert_eq!(ApigError::find(&fmt::Error), None);
    assert_eq!(ApigError::find(&io::Error::from(io::ErrorKind::TimedOut)), None);
    assert_eq!(ApigError::find(&Arc::new(Ouroboros)), None);
}

#[test]
fn errors_can_travel() {
    fn travels<T: fmt::Debug + Clone + Send + Sync + 'static>() {}
    travels::<ApigError>();
    travels::<ErrorBody<'static>>();
    assert!(size_of::<ApigError>() <= 64);
}
