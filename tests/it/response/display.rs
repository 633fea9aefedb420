//! `Display` and `Debug` are safe to log: masked, escaped, bounded; and say what they are to say.

#[allow(dead_code)]
use std::time::Duration;

use apig_errors::__private1_0::{Kind, NAMES};
use apig_errors::{ApigError, Code, ErrorBody};

/// What `Display` makes of a message.
fn shown(message: &str) -> String {
    let text = ApigError::from_status(500).with_message(message).to_string();
    text.strip_prefix("HTTP 500: ").expect("the message is shown").to_owned()
}

#[track_caller]
fn assert_whole(message: &str) {
    assert_eq!(shown(message), message);
}

// The form.

#[test]
fn the_form() {
    let id = "914a39d68c290da3e187f827f7e1b771";
    let error = ApigError::new(429, Code::APIG_0308).with_message("Slow down.").with_request_id(id);
    assert_eq!(error.to_string(), format!("APIG.0308 (429): Slow down. [request {id}]"));
    let error = ApigError::from_status(400).with_raw_code("DNS.0014").with_message("Busy.");
    assert_eq!(error.to_string(), "DNS.0014 (400): Busy.");
    assert_eq!(ApigError::new(401, Code::APIG_0307).to_string(), "APIG.0307 (401)");
    assert_eq!(ApigError::from_status(502).to_string(), "HTTP 502");
    assert_eq!(ApigError::from_status(502).with_message("m").to_string(), "HTTP 502: m");
    assert_eq!(
        ApigError::from_status(502).with_request_id("r").to_string(),
        "HTTP 502 [request r]"
    );
}

#[test]
fn the_form_of_debug() {
    let error = ApigError::new(429, Code::APIG_0308)
        .with_message("over ratelimit, \"ak\":\"AKIDEXAMPLE1\"")
        .with_request_id("r")
        .with_retry_after(Duration::from_secs(7));
    assert_eq!(
        format!("{error:?}"),
        "ApigError { status: 429, code: Some(\"APIG.0308\"), \
         message: \"over ratelimit, \\\"ak\\\":\\\"AKID****\\\"\", request_id: Some(\"r\"), \
         retry_after: Some(7s), \
         throttle: Some(Throttle { scope: None, limit: None, window: None }) }"
    );
    let body =
        ErrorBody::parse(br#"{"error_code":"X.1","error_msg":"sk=abcdef123456","request_id":"r"}"#);
    assert_eq!(
        format!("{body:?}"),
        "ErrorBody { code: Some(\"X.1\"), message: \"sk=abcd****\", request_id: Some(\"r\") }"
    );
}

#[test]
fn a_verdict_is_written_in_words() {
    let verdict = Code::APIG_0203.verdict(504);
    assert_eq!(verdict.to_string(), "Backoff, MaybeDelivered (Row)");
}

// Masking.

#[test]
fn every_name_masks_in_any_case_and_with_any_separator() {
    for &(name, kind) in NAMES {
        for name in
            [name.to_owned(), name.to_uppercase(), format!("X-{name}"), format!("hw_{name}")]
        {
            if kind == Kind::Alone && name.contains(['-', '_']) {
                continue;
            }
            for separator in [
                ":",
                ": ",
                "=",
                " = ",
                "\":\"",
                "': '",
                "\\\":\\\"",
                "\"=>\"",
                "：",
                "＝",
                "] => ",
                "->",
                "|",
                " \"",
                "%3D",
                "&quot;:&quot;",
                "=\u{200b}",
                "为",
                "「",
            ] {
                let text = shown(&format!("bad {name}{separator}S3CRETVALUE12"));
                assert!(!text.contains("ETVALUE"), "{text}");
                assert!(text.ends_with("S3CR****"), "{text}");
            }
            let text = shown(&format!("bad {name} S3CRETVALUE12"));
            assert_eq!(text.ends_with("S3CR****"), kind == Kind::Key, "{text}");
        }
    }
}

#[test]
fn a_value_ends_where_it_ends() {
    for end in [" ", ",", ";", "&", "\"", "'", ")", "]", "}", ">", "\\"] {
        let text = shown(&format!("(ak:AKIDEXAMPLE1{end}rest 2)"));
        assert_eq!(text, format!("(ak:AKID****{end}rest 2)"));
    }
}

#[test]
fn short_values_and_words_stay_unless_assigned() {
    for message in [
        "AK access failed to reach the limit",
        "The token expires, get a new token; the password and the secret are wrong",
        "Incorrect app authentication information: Authorization header is missing",
        "Incorrect IAM authentication information: Get secretKey failed,ak:******,err:ak not exist",
        "Incorrect IAM authentication information: verify aksk signature fail",
        "verify ak sk signature fail",
        "signature algorithm mismatch, V11-HMAC-SHA256 required",
        "ak: abc1234",
        "ak: abcdefghijkl",
        "ak",
        "ak=",
        "cookie:",
        "Authorization: ",
    ] {
        assert_whole(message);
    }
    assert_eq!(shown("ak=abcdef"), "ak=****");
    assert_eq!(shown("ak: abcd1234"), "ak: ****");
}

#[test]
fn of_a_value_under_twelve_characters_nothing_is_shown() {
    assert_eq!(shown("password=abcde"), "password=****");
    assert_eq!(shown("token=123456"), "token=****");
    assert_eq!(shown("token=12345678901"), "token=****");
    assert_eq!(shown("token=123456789012"), "token=1234****");
    assert_eq!(shown("sk=abc&x"), "sk=****&x");
    assert_eq!(shown("sk=abcd"), "sk=****");
    assert_eq!(shown("sk=äöüßéäöüßéäö"), "sk=äöüß****");
}

#[test]
fn only_whole_words_are_names() {
    for message in [
        "task=abcdefgh1234",
        "myak=abcdefgh1234",
        "aks=abcdefgh1234",
        "äak=abcdefgh1234",
        "1sk=abcdefgh1234",
    ] {
        assert_whole(message);
    }
    assert_eq!(shown("my-ak=abcdefgh1234"), "my-ak=abcd****");
    assert_eq!(shown("my_ak=abcdefgh1234"), "my_ak=abcd****");
    assert_eq!(shown("(ak=abcdefgh1234"), "(ak=abcd****");
}

#[test]
fn a_value_that_stays_may_be_a_name() {
    assert_eq!(shown("AK access=abcdef"), "AK access=****");
    assert_eq!(shown("ak ak ak sk: abcdefgh1234"), "ak ak ak sk: abcd****");
}

#[test]
fn a_name_that_is_masked_as_a_value_still_has_its_own_value_masked() {
    assert_eq!(shown("sk=ak: S3CRETVALUE12, rest"), "sk=****, rest");
    assert_eq!(shown("sk=ak::::: S3CRETVALUE12"), "sk=****");
    assert_eq!(shown("Signature=x-Credential : \"S3CRETVALUE12\""), "Signature=x-Cr****\"");
    // The name inside takes the rest of its line.
    assert_eq!(shown("sk=Cookie:a=1 b S3CRETVALUE12\nHost: x"), "sk=****\\nHost: x");
    assert_eq!(shown("sk=Authorization:Bearer S3CRETVALUE12 (x) y"), "sk=Auth****");
    assert_eq!(shown("sk=ak ak ak: S3CRETVALUE12 rest"), "sk=**** ak ak: S3CR**** rest");
    assert_eq!(shown("Cookie: a=1; sk\n=S3CRETVALUE12\nHost: x"), "Cookie: ****\\nHost: x");
}

#[test]
fn a_value_in_brackets_is_masked() {
    // How the maps of headers of Java and Go are printed.
    assert_eq!(
        shown("{X-Auth-Token=[MIIabc123456], Accept=[*/*]}"),
        "{X-Auth-Token=[MIIa****], Accept=[*/*]}"
    );
    assert_eq!(shown("map[X-Auth-Token:[MIIabc123456]]"), "map[X-Auth-Token:[MIIa****]]");
    assert_eq!(shown("sk (S3CRETVALUE12)"), "sk (S3CR****)");
    assert_eq!(shown("sk={S3CRETVALUE12}"), "sk={S3CR****}");
    assert_eq!(shown("Signature <S3CRETVALUE12>"), "Signature <S3CR****>");
    assert_whole("AK (access key) failed, sk [secret]");
}

#[test]
fn several_secrets_are_masked_each() {
    let message =
        "ak:AKIDEXAMPLE1,sk:SECRETVALUE2, access_token=tokentokentoken&refresh_token=refresh12345";
    assert_eq!(
        shown(message),
        "ak:AKID****,sk:SECR****, access_token=toke****&refresh_token=refr****"
    );
}

#[test]
fn of_authorization_the_scheme_is_kept_and_the_rest_masked() {
    assert_eq!(
        shown("Authorization: SDK-HMAC-SHA256 Access=AKIDEXAMPLE, Signature=0123456789ab"),
        "Authorization: SDK-HMAC-SHA256 Acce****"
    );
    // A token of letters alone.
    assert_eq!(shown("Authorization: Bearer abcdefghijklmnop"), "Authorization: Bearer abcd****");
    assert_eq!(shown("Authorization: Basic YWJjOmRlZgABCD"), "Authorization: Basic YWJj****");
    // With more after it, where it has a capital inside as base64 has, and prose has not.
    assert_eq!(shown("Authorization: Basic dXNlcjpwYXNz (a b)"), "Authorization: Basic dXNl****");
    assert_eq!(
        shown(r#"{"Authorization":"Basic dXNlcjpwYXNz", "Accept":"a b"}"#),
        r#"{"Authorization":"Basic dXNl****"#
    );
    assert_whole("Authorization: Basic authentication is required");
    assert_eq!(shown("Authorization header is missing"), "Authorization header is missing");
    assert_eq!(shown("Authorization failed unexpectedly"), "Authorization failed unexpectedly");
    assert_eq!(shown("Authorization: header is missing"), "Authorization: header is missing");
    assert_eq!(shown("authorization: Bearer eyJ0.eyJ1.c2ln (x)"), "authorization: Bearer eyJ0****");
    assert_eq!(shown("Authorization: Basic dXNlcjpwYXNz=="), "Authorization: Basic dXNl****");
    assert_eq!(shown("Authorization: 0123456789abcdef"), "Authorization: 0123****");
    // The first word is a secret itself, not a scheme.
    assert_eq!(shown("Authorization: 0123456789abcdef is bad"), "Authorization: 0123****");
    assert_eq!(
        shown("{\"Authorization\":\"Bearer abc123def456\"}"),
        "{\"Authorization\":\"Bearer abc1****"
    );
}

#[test]
fn of_a_cookie_the_rest_of_the_line_is_masked() {
    assert_eq!(shown("Cookie: session=abcdef"), "Cookie: sess****");
    assert_eq!(shown("Cookie: a=1; b=2, c=(3) d"), "Cookie: a=1;****");
    assert_eq!(shown("Cookie: a=1234567890\nHost: x"), "Cookie: a=12****\\nHost: x");
    assert_eq!(shown("Cookie header is too large"), "Cookie header is too large");
}

#[test]
fn echoed_requests_are_masked_though_their_line_breaks_are_escaped() {
    let body = r#"{"request":"GET / HTTP/1.1\r\nX-Auth-Token: MIIabc123456\nCookie: s=1234567"}"#;
    let text = shown(body);
    assert_eq!(shown(r"{a\tsk=abcdefgh1234}"), r"{a\tsk=abcd****}");
    assert!(text.contains("X-Auth-Token: MIIa****"), "{text}");
    assert!(!text.contains("1234567"), "{text}");
}

#[test]
fn what_follows_an_escaped_character_is_a_word() {
    // As many JSON libraries write `&`; no code and no message, so the body is shown as it is.
    let text = shown(r#"{"detail":"GET /x?a=1\u0026access_token=abcdef123456\u0026b=2"}"#);
    assert_eq!(text, r#"{"detail":"GET /x?a=1\u0026access_token=abcd****\u0026b=2"}"#);
    assert_whole("x0026ak=abcdefgh1234");
}

#[test]
fn an_escape_within_a_value_does_not_end_it() {
    // As PHP writes a slash and .NET a plus, which both stand in base64.
    assert_eq!(shown(r#"{"sk":"abcd\/efgh1234ijkl","x":1}"#), r#"{"sk":"abcd****","x":1}"#);
    assert_eq!(
        shown(r#"{"X-Auth-Token":"MIIabcd1\u002Bxyz2secret\u002f9=="}"#),
        r#"{"X-Auth-Token":"MIIa****"}"#
    );
    assert_eq!(shown(r#"{\"sk\":\"abcd\\\/efgh1234\"}"#), r#"{\"sk\":\"abcd****\"}"#);
    // What it stands for ends it.
    for end in [r"\n", r"\r", r"\t", r"\u0026", r"\u0020", r"\u003e", "\\\"", r"\\n", "\\"] {
        assert_eq!(shown(&format!("sk:abcdefgh1234{end}")), format!("sk:abcd****{end}"));
    }
    // No escape at all.
    assert_eq!(shown(r"sk:abcdefgh1234\u00xyz\ué,"), "sk:abcd****,");
}

#[test]
fn an_ideograph_before_a_name_is_another_word() {
    assert_eq!(shown("密钥ak=AKIDEXAMPLE1，rest"), "密钥ak=AKID****");
    assert_eq!(shown("キーsk：S3CRETVALUE12 rest"), "キーsk：S3CR**** rest");
}

#[test]
fn values_in_brackets_are_masked() {
    assert_eq!(
        shown("headers map[Host:[a.b] X-Auth-Token:[MIIabc123456] Accept:[*/*]]"),
        "headers map[Host:[a.b] X-Auth-Token:[MIIa****] Accept:[*/*]]"
    );
    assert_eq!(shown(r#""X-Auth-Token":["MIIabc123456"]"#), r#""X-Auth-Token":["MIIa****"]"#);
    assert_eq!(shown("app not found, appkey (0117aa1b2c3d)"), "app not found, appkey (0117****)");
    assert_eq!(shown("Authorization:[Bearer abc12345678]"), "Authorization:[Bearer abc1****");
}

#[test]
fn debug_masks_as_display_does() {
    for (name, _) in NAMES {
        let message = format!("{name}=S3CRETVALUE12");
        let error = ApigError::from_status(401).with_message(&message);
        assert!(!format!("{error:?}{error:#?}").contains("RETVALUE"), "{error:?}");
        let body = ErrorBody::parse(message.as_bytes());
        assert!(!format!("{body:?}{body:#?}").contains("RETVALUE"), "{body:?}");
    }
}

/// The form of each that dumps, logs and templates give it.
#[test]
fn wrapped_and_separated_values_are_masked() {
    for message in [
        "ak: Some(\"AKIDSECRET1234\")",
        "sk=Optional[AKIDSECRET1234]",
        "sk=b'AKIDSECRET1234'",
        "sk = String(\"AKIDSECRET1234\")",
        "\u{1b}[3mtoken\u{1b}[0m\u{1b}[2m=\u{1b}[0mAKIDSECRET1234",
        "\"password\":\"AKID,2_SECRET_(9) x\"",
        "\"password\":\"AKIDSECRET1234 and more",
        "access_token%3DAKIDSECRET1234",
        "GET /x%26access_token=AKIDSECRET1234",
        "{&quot;ak&quot;:&quot;AKIDSECRET1234&quot;}",
        "ak＝AKIDSECRET1234",
        "ak「AKIDSECRET1234」",
        "ak为AKIDSECRET1234",
        "(ak) AKIDSECRET1234",
        "ak->AKIDSECRET1234",
        "ak|AKIDSECRET1234",
        "ak\u{200b}=AKIDSECRET1234",
        "ak, sk = AKIDVALUE1234, MYSECRET1234",
        "X-Auth-Token:[AKIDVALUE1234, MYSECRET1234]",
        "sk: >-\n  AKIDSECRET1234\n",
        "sk: |\n  AKIDSECRET1234\n",
        "Authorization: Bearer\n AKIDSECRET1234",
        "Authorization: Basic AKIDSECRET1234",
    ] {
        let text = shown(message);
        assert!(!text.contains("SECRET"), "{text}");
        assert!(text.contains("****"), "{text}");
    }
}

#[test]
fn names_are_read_without_regard_to_case_and_how_their_words_are_joined() {
    for name in [
        "securitytoken",
        "security_token",
        "SecurityToken",
        "AccessKeyId",
        "access_key_id",
        "secret_key",
        "secretAccessKey",
        "adminPass",
        "HUAWEICLOUD_SDK_AK",
        "HUAWEICLOUD_SDK_SK",
        "accessToken",
        "refreshToken",
        "clientSecret",
        "id_token",
        "HW_SECRET_KEY",
        "--cli-secret-key",
        "apiKey",
    ] {
        for separator in ["=", ": ", "\":\""] {
            let text = shown(&format!("{name}{separator}AKIDSECRET1234"));
            assert!(text.ends_with("AKID****"), "{text}");
        }
    }
}

#[test]
fn prose_is_left_alone() {
    for message in [
        "Access https://10.1.2.3:8443/v1/orders failed",
        "Authorization failed: rule=deny_all, user=alice",
        "Authorization header missing, trace=abc",
        "Cookie: not set; request_id=914a39d6, hint: log in",
        "Unexpected token h3ll0w0rld in JSON",
        "AK access failed to reach the limit",
        "Access: denied by policy",
        "disk=/dev/sda1234567, task=914a39d68c29, tokens=123456789012",
        "The secret was rotated 2024-01-01, the password 30 days ago",
        "signature V11-HMAC required",
    ] {
        assert_whole(message);
    }
    for row in apig_errors::ROWS {
        for text in [row.message, row.cause, row.solution] {
            let cut: String = text.chars().take(512).collect();
            assert_whole(&cut);
        }
    }
}

/// The 4 KiB of a message may end within a secret, whose rest says nothing of it.
#[test]
fn a_value_that_runs_into_the_cut_of_the_message_is_masked_whole() {
    let key = "kWcrlUyXJXDrkEXAMPLEKEYabcdEFGH1234567";
    for shown_of_key in 1..=key.len() {
        for length in 4093..=4096 {
            let end = format!("; sk: {}", &key[..shown_of_key]);
            let token = format!("X-Auth-Token: MII1{}", "x".repeat(length - 18 - end.len()));
            assert_eq!(token.len() + end.len(), length);
            assert_eq!(shown(&(token + &end)), "X-Auth-Token: MII1****; sk: ****");
        }
    }
    // A byte that is missing says that the message was not cut.
    let whole = format!("X-Auth-Token: MII1{}; sk: kWcr", "x".repeat(4092 - 18 - 10));
    assert_eq!(shown(&whole), "X-Auth-Token: MII1****; sk: kWcr");
}

#[test]
fn nothing_forges_the_request_id() {
    let error =
        ApigError::from_status(502).with_message("x [request 914a39d6]").with_request_id("r");
    assert_eq!(error.to_string(), r"HTTP 502: x \[request 914a39d6] [request r]");
    let error =
        ApigError::new(502, Code::APIG_0202).with_request_id("a] APIG.0308 (429): [request b");
    assert_eq!(error.to_string(), r"APIG.0202 (502) [request a\] APIG.0308 (429): \[request b]");
    let error = ApigError::from_status(502).with_message("x [request").with_request_id("r");
    assert_eq!(error.to_string(), r"HTTP 502: x \[request [request r]");
    assert_whole("x [Request 7] [requests] [request]");
}

// Escaping.

#[test]
fn control_characters_are_escaped() {
    assert_eq!(
        shown("a\nb\rc\td\0e\x1b[31mf\x7fg\u{85}h"),
        r"a\nb\rc\td\u{0}e\u{1b}[31mf\u{7f}g\u{85}h"
    );
    let unsafe_ones = (0..=0x10_ffff).filter_map(char::from_u32).filter(|c| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{61c}' | '\u{200e}' | '\u{200f}')
            || ('\u{202a}'..='\u{202e}').contains(c)
            || ('\u{2066}'..='\u{2069}').contains(c)
    });
    let mut count = 0;
    for c in unsafe_ones {
        count += 1;
        let error = ApigError::from_status(500)
            .with_message(format!("a{c}b"))
            .with_request_id(format!("r{c}"));
        assert!(!error.to_string().contains(c), "{c:?}");
        assert!(!format!("{error:?}").contains(c), "{c:?}");
        // In a masked value and between it and its name as well.
        let error = error.with_message(format!("ak={c}{c}{c}{c}{c}{c}"));
        assert!(!error.to_string().contains(c), "{c:?}");
    }
    assert_eq!(count, 65 + 5 + 5 + 4);
}

#[test]
fn other_characters_are_not() {
    assert_whole("Ünïcode – “quotes”, 日本語, 𝄞, \"q\", 'q', back\\slash");
}

#[test]
fn debug_cannot_be_forged() {
    let error = ApigError::from_status(500)
        .with_message("\", request_id: Some(\"x\\")
        .with_request_id("\"");
    assert_eq!(
        format!("{error:?}"),
        "ApigError { status: 500, code: None, message: \"\\\", request_id: Some(\\\"x\\\\\", \
         request_id: Some(\"\\\"\"), retry_after: None, throttle: None }"
    );
}

// The bound.

#[test]
fn at_most_512_characters_are_shown() {
    for character in ["x", "é", "𝄞"] {
        assert_whole(&character.repeat(512));
        assert_eq!(shown(&character.repeat(513)), character.repeat(511) + "…");
        assert_eq!(shown(&character.repeat(1000)), character.repeat(511) + "…");
    }
}

#[test]
fn an_escape_is_shown_whole_or_not_at_all() {
    for lead in 500..=512 {
        let expected = match lead {
            // Six characters.
            ..=506 => "x".repeat(lead) + r"\u{1b}",
            507..=511 => "x".repeat(lead) + "…",
            _ => "x".repeat(511) + "…",
        };
        assert_eq!(shown(&format!("{}\u{1b}", "x".repeat(lead))), expected, "{lead}");
    }
    assert_eq!(shown(&"\n".repeat(256)), "\\n".repeat(256));
    assert_eq!(shown(&"\n".repeat(257)), "\\n".repeat(255) + "…");
}

#[test]
fn a_mask_may_be_cut_but_no_secret_shows() {
    for lead in 480..520 {
        let text = shown(&format!("{} ak=S3CRETVALUE12 tail", "x".repeat(lead)));
        assert!(text.chars().count() <= 512, "{lead}");
        assert!(!text.contains("RETVALUE"), "{lead}");
    }
}

#[test]
fn any_text_is_shown_without_a_panic() {
    for (name, _) in NAMES {
        for tail in
            ["", ":", "é", "=é", "=ééééé", ":\u{1F600}", " \u{a0}\u{2003}1é1é1é1é1é", "\\", "=\""]
        {
            let message = format!("é{name}{tail} {name}{tail}");
            let text = shown(&message);
            assert!(text.chars().count() <= 512);
        }
    }
    // Every name over and over: nothing here may take quadratic time that matters.
    for (name, _) in NAMES {
        for separator in [' ', '='] {
            let _ = shown(&format!("{name}{separator}").repeat(4096 / (name.len() + 1)));
        }
    }
}
