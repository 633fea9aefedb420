//! `Display` and `Debug` are safe to log: masked, escaped, bounded; and say what they are to say.

#[allow(dead_code)]
mod rules;

use std::time::Duration;

use apig_errors::{ApigError, Code, ErrorBody};
use rules::NAMES;

/// What `Display` makes of a message.
fn shown(message: &str) -> String {
    let text = ApigError::of_status(500).with_message(message).to_string();
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
    let error = ApigError::of_status(400).with_raw_code("DNS.0014").with_message("Busy.");
    assert_eq!(error.to_string(), "DNS.0014 (400): Busy.");
    assert_eq!(ApigError::new(401, Code::APIG_0307).to_string(), "APIG.0307 (401)");
    assert_eq!(ApigError::of_status(502).to_string(), "HTTP 502");
    assert_eq!(ApigError::of_status(502).with_message("m").to_string(), "HTTP 502: m");
    assert_eq!(ApigError::of_status(502).with_request_id("r").to_string(), "HTTP 502 [request r]");
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
         throttle: Some(Throttle { policy: None, limit: None, window: None }) }"
    );
    let body =
        ErrorBody::parse(br#"{"error_code":"X.1","error_msg":"sk=abcdef12","request_id":"r"}"#);
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
    for name in NAMES {
        for name in [name.to_owned(), name.to_uppercase(), name.to_lowercase()] {
            for separator in [
                " ",
                "  ",
                "\t",
                ":",
                ": ",
                "=",
                " = ",
                "\":\"",
                "': '",
                "\\\":\\\"",
                "\"=>\"",
                "：",
                "] => ",
            ] {
                let text = shown(&format!("bad {name}{separator}S3CRETVALUE"));
                assert!(!text.contains("RETVALUE"), "{text}");
                assert!(text.ends_with("S3CR****"), "{text}");
            }
        }
    }
}

/// What is masked is known to whoever reads the documentation, which lists the names once more.
#[test]
fn every_name_is_in_the_documentation() {
    let documentation = include_str!("../apig-errors/src/error.rs");
    for name in NAMES {
        assert!(documentation.contains(&format!("`{name}`")), "{name}");
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
    assert_eq!(shown("ak=abcdef"), "ak=abcd****");
    assert_eq!(shown("ak: abcd1234"), "ak: abcd****");
}

#[test]
fn a_value_as_short_as_its_beginning_is_not_shown() {
    assert_eq!(shown("sk=abc&x"), "sk=****&x");
    assert_eq!(shown("sk=abcd"), "sk=****");
    assert_eq!(shown("sk=äöüßé"), "sk=äöüß****");
}

#[test]
fn only_whole_words_are_names() {
    for message in
        ["task=abcdefgh1", "my_ak=abcdefgh1", "aks=abcdefgh1", "äak=abcdefgh1", "1sk=abcdefgh1"]
    {
        assert_whole(message);
    }
    assert_eq!(shown("my-ak=abcdefgh1"), "my-ak=abcd****");
    assert_eq!(shown("(ak=abcdefgh1"), "(ak=abcd****");
}

#[test]
fn a_value_that_stays_may_be_a_name() {
    assert_eq!(shown("AK access=abcdef"), "AK access=abcd****");
    assert_eq!(shown("ak ak ak sk: abcdefgh1"), "ak ak ak sk: abcd****");
}

#[test]
fn a_name_that_is_masked_as_a_value_still_has_its_own_value_masked() {
    assert_eq!(shown("sk=ak: S3CRETVALUE, rest"), "sk=****, rest");
    assert_eq!(shown("sk=ak::::: S3CRETVALUE"), "sk=ak::****");
    assert_eq!(shown("Signature=x-Credential : \"S3CRETVALUE\""), "Signature=x-Cr****\"");
    // The name inside takes the rest of its line.
    assert_eq!(shown("sk=Cookie:a b S3CRETVALUE\nHost: x"), "sk=Cook****\\nHost: x");
    assert_eq!(shown("sk=Authorization:Bearer S3CRETVALUE (x) y"), "sk=Auth****");
    assert_eq!(shown("sk=ak ak ak: S3CRETVALUE rest"), "sk=**** ak ak: S3CR**** rest");
    assert_eq!(shown("Cookie: a=1; sk\n=S3CRETVALUE\nHost: x"), "Cookie: a=1;****\\nHost: x");
}

#[test]
fn a_value_in_brackets_is_masked() {
    // How the maps of headers of Java and Go are printed.
    assert_eq!(
        shown("{X-Auth-Token=[MIIabc123456], Accept=[*/*]}"),
        "{X-Auth-Token=[MIIa****], Accept=[*/*]}"
    );
    assert_eq!(shown("map[X-Auth-Token:[MIIabc123456]]"), "map[X-Auth-Token:[MIIa****]]");
    assert_eq!(shown("sk (S3CRETVALUE)"), "sk (S3CR****)");
    assert_eq!(shown("sk={S3CRETVALUE}"), "sk={S3CR****}");
    assert_eq!(shown("Signature <S3CRETVALUE>"), "Signature <S3CR****>");
    assert_whole("AK (access key) failed, sk [secret]");
}

#[test]
fn several_secrets_are_masked_each() {
    let message = "ak:AKIDEXAMPLE1,sk:SECRETVALUE2, access_token=tokentoken&refresh_token=refresh1";
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
    assert_eq!(shown("Authorization: Basic YWJjOmRlZg"), "Authorization: Basic YWJj****");
    // With more behind it, where it has a capital inside as base64 has, and prose has not.
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
    assert_eq!(shown("Cookie: a=12345\nHost: x"), "Cookie: a=12****\\nHost: x");
    assert_eq!(shown("Cookie header is too large"), "Cookie header is too large");
}

#[test]
fn echoed_requests_are_masked_though_their_line_breaks_are_escaped() {
    let body = r#"{"request":"GET / HTTP/1.1\r\nX-Auth-Token: MIIabc123456\nCookie: s=1234567"}"#;
    let text = shown(body);
    assert_eq!(shown(r"{a\tsk=abcdefgh1}"), r"{a\tsk=abcd****}");
    assert!(text.contains("X-Auth-Token: MIIa****"), "{text}");
    assert!(!text.contains("1234567"), "{text}");
}

#[test]
fn what_follows_an_escaped_character_is_a_word() {
    // As many JSON libraries write `&`; no code and no message, so the body is shown as it is.
    let text = shown(r#"{"detail":"GET /x?a=1\u0026access_token=abcdef123456\u0026b=2"}"#);
    assert_eq!(text, r#"{"detail":"GET /x?a=1\u0026access_token=abcd****\u0026b=2"}"#);
    assert_whole("x0026ak=abcdefgh1");
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
        assert_eq!(shown(&format!("sk:abcdefgh1{end}")), format!("sk:abcd****{end}"));
    }
    // No escape at all.
    assert_eq!(shown(r"sk:abcdefgh1\u00xyz\ué,"), "sk:abcd****,");
}

#[test]
fn an_ideograph_before_a_name_is_another_word() {
    assert_eq!(shown("密钥ak=AKIDEXAMPLE1，rest"), "密钥ak=AKID****");
    assert_eq!(shown("キーsk：S3CRETVALUE rest"), "キーsk：S3CR**** rest");
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
    for name in NAMES {
        let message = format!("{name}=S3CRETVALUE");
        let error = ApigError::of_status(401).with_message(&message);
        assert!(!format!("{error:?}{error:#?}").contains("RETVALUE"), "{error:?}");
        let body = ErrorBody::parse(message.as_bytes());
        assert!(!format!("{body:?}{body:#?}").contains("RETVALUE"), "{body:?}");
    }
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
        let error = ApigError::of_status(500)
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
    let error =
        ApigError::of_status(500).with_message("\", request_id: Some(\"x\\").with_request_id("\"");
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
        let text = shown(&format!("{} ak=S3CRETVALUE tail", "x".repeat(lead)));
        assert!(text.chars().count() <= 512, "{lead}");
        assert!(!text.contains("RETVALUE"), "{lead}");
    }
}

#[test]
fn any_text_is_shown_without_a_panic() {
    for name in NAMES {
        for tail in
            ["", ":", "é", "=é", "=ééééé", ":\u{1F600}", " \u{a0}\u{2003}1é1é1é1é1é", "\\", "=\""]
        {
            let message = format!("é{name}{tail} {name}{tail}");
            let text = shown(&message);
            assert!(text.chars().count() <= 512);
        }
    }
    // Every name over and over: nothing here may take quadratic time that matters.
    for name in NAMES {
        for separator in [' ', '='] {
            let _ = shown(&format!("{name}{separator}").repeat(4096 / (name.len() + 1)));
        }
    }
}
