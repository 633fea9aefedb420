//! What holds for every input, on generated ones. `PROPTEST_CASES=100000` tries more of them than
//! the 256 of each that are tried by default; the fuzz targets in `apig-errors/fuzz` go further.

#[allow(dead_code)]
use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use apig_errors::{
    __private1_0::{Kind, NAMES},
    ApigError, Code, Delivery, ErrorBody, ThrottleScope,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{Index, select},
};

use crate::support::{
    plain::{self, READ, Tree},
    rules,
};

/// A failure prints the input that it was shrunk to: that becomes a test, so no file keeps it.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

// --- Whatever bytes. --------------------------------------------------------------------------

/// What bodies are made of, in any order: most of it is no JSON, and all of it comes near.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => select(vec![
            "{", "}", "[", "]", "\"", ":", ",", " ", "\n", "\\", "\\\"", "\\u00e9", "\\ud83d",
            "null", "true", "-1e9", "0", "{\"", "\":\"", "\",\"", "\"}", "\u{feff}",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        4 => select([READ, &["data"]].concat())
            .prop_map(|name| format!("\"{name}\":").into_bytes()),
        3 => select(vec!["APIG.0308", "APIGW.0201", "DNS.0014", "0000", "404", "$context.code"])
            .prop_map(|text| format!("\"{text}\"").into_bytes()),
        2 => select(vec![
            "ak=AKIDEXAMPLE1", "Authorization: Bearer eyJ0eXAi1", "\x1b[31m", "\u{202e}", "\r\n",
            "policy ip over ratelimit,limit:5,time:1 minute", "Daily quota exhausted",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        1 => any::<char>().prop_map(|character| character.to_string().into_bytes()),
        1 => "[\u{85}\u{61c}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}]"
            .prop_map(String::into_bytes),
        1 => vec(any::<u8>(), 0..8),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_read_and_shown(
        status: u16,
        body in prop_oneof![soup(), vec(any::<u8>(), 0..512)],
    ) {
        let error = ApigError::parse(status, &body);
        rules::check(&error);
        let borrowed = ErrorBody::parse(&body);
        prop_assert_eq!(borrowed.verdict(status), error.verdict());
        let shown = format!("{borrowed:?}");
        prop_assert!(!shown.contains(rules::is_unsafe), "{}", shown);
    }

    #[test]
    fn any_headers_are_read_and_change_no_verdict(
        status in 100_u16..1000,
        headers in vec((header_name(), header_value()), 0..8),
        body in soup(),
    ) {
        let headers: HeaderMap = headers.into_iter().collect();
        rules::check_response(StatusCode::from_u16(status).unwrap(), &headers, &body);
    }
}

fn header_name() -> impl Strategy<Value = HeaderName> {
    select(vec![
        "x-request-id",
        "date",
        "retry-after",
        "x-apig-ratelimit-api",
        "x-apig-ratelimit-api-allenv",
        "x-apig-ratelimit-user",
        "x-apig-ratelimit-app",
        "x-apig-ratelimit-ip",
        "x-other",
    ])
    .prop_map(HeaderName::from_static)
}

fn header_value() -> impl Strategy<Value = HeaderValue> {
    prop_oneof![
        any::<u64>().prop_map(|number| number.to_string().into_bytes()),
        "[0-9]{0,30}".prop_map(String::into_bytes),
        "(Mon|Sunday), [0-9]{1,2}[ -](Feb|Aug)[ -][0-9]{2,5} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"
            .prop_map(String::into_bytes),
        "(remain:0?,)?limit:[0-9]{0,22},time:[0-9]{0,22} ?(second|minute|hour|day)s?"
            .prop_map(String::into_bytes),
        vec(any::<u8>(), 0..200),
    ]
    .prop_filter_map("a header's value", |bytes| HeaderValue::from_bytes(&bytes).ok())
}

// --- Codes and thresholds, against second implementations. ------------------------------------

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_code_is_read_as_a_plain_reader_does(
        text in prop_oneof![
            "(APIG|APIGW|APIC|apig|APIGX|DNS|)[._]?[0-9a٣]{0,6}",
            "[A-Za-z0-9._-]{0,70}",
            any::<String>(),
        ],
    ) {
        prop_assert_eq!(Code::parse(&text), rules::plain_code(&text));
        prop_assert_eq!(text.parse::<Code>(), Code::parse(&text));
        if let Ok(code) = Code::parse(&text) {
            prop_assert_eq!(code.to_string(), text);
        }
    }

    #[test]
    fn a_threshold_is_read_as_a_plain_reader_does(
        text in prop_oneof![
            vec(
                prop_oneof![
                    select(vec![
                        "policy", "ip", "App", "over", "rate", "limit", "ratelimit", "time",
                        "daily", "quota", "exhausted", "remain", "0", "5", "1 minute",
                        "10seconds", ",", ":", " ", "_", "é", "ip over ratelimit",
                        "over rate limit,time:1 day", "Daily quota exhausted",
                    ])
                    .prop_map(str::to_owned),
                    "[ \\t\u{a0}]{1,3}",
                    "[0-9]{1,21}",
                ],
                0..16,
            )
            .prop_map(|words| words.concat()),
            any::<String>(),
        ],
    ) {
        let error = ApigError::from_status(429).with_message(&text);
        prop_assert_eq!(error.throttle(), rules::plain_throttle(&text));

        if let Ok(value) = HeaderValue::from_str(&text) {
            let name = HeaderName::from_static("x-apig-ratelimit-ip");
            let headers = HeaderMap::from_iter([(name, value)]);
            let error = ApigError::from_http(StatusCode::TOO_MANY_REQUESTS, &headers, b"");
            let expected = rules::plain_header(ThrottleScope::Ip, text.trim());
            prop_assert_eq!(error.throttle(), expected.filter(|_| text.is_ascii()));
        }
    }

    #[test]
    fn what_the_grammar_writes_is_read_back(
        policy in option::of(select(vec![
            ("api", ThrottleScope::Api),
            ("user", ThrottleScope::User),
            ("app", ThrottleScope::App),
            ("ip", ThrottleScope::Ip),
        ])),
        limit in option::of(any::<u64>()),
        time in option::of((
            any::<u32>(),
            select(vec![("second", 1), ("minute", 60), ("hour", 3600), ("day", 86_400)]),
        )),
        blank in select(vec!["", " ", "\t "]),
        (plural, stop) in (select(vec!["", "s"]), select(vec!["", "."])),
        before in "[A-Z][a-z ]{0,30}: ",
    ) {
        let mut text = before;
        if let Some((word, _)) = policy {
            write!(text, "policy {word} ").unwrap();
        }
        write!(text, "over rate{blank}limit").unwrap();
        if let Some(limit) = limit {
            write!(text, ",{blank}limit:{blank}{limit}").unwrap();
        }
        if let Some((count, (unit, _))) = time {
            write!(text, ",{blank}time:{blank}{count}{blank}{unit}{plural}{stop}").unwrap();
        }
        let throttle = ApigError::from_status(429).with_message(&text).throttle().unwrap();
        prop_assert_eq!(throttle.scope, policy.map(|(_, policy)| policy));
        prop_assert_eq!(throttle.limit, limit);
        let seconds = time.map(|(count, (_, seconds))| u64::from(count) * seconds);
        prop_assert_eq!(throttle.window, seconds.map(Duration::from_secs));
    }
}

// --- What is written. -------------------------------------------------------------------------

proptest! {
    #![proptest_config(config())]

    #[test]
    fn to_body_is_read_back(
        status: u16,
        code in option::of("[A-Za-z0-9._-]{1,70}"),
        message: String,
        request_id in option::of(any::<String>()),
        retry_after: Duration,
    ) {
        let mut error = ApigError::from_status(status).with_message(message);
        if let Some(code) = code {
            error = error.with_raw_code(code);
        }
        if let Some(request_id) = request_id {
            error = error.with_request_id(request_id);
        }
        rules::check(&error);
        // All but the wait, which is a header.
        if error.raw_code().is_some() || !error.message().is_empty() {
            prop_assert_eq!(&ApigError::parse(status, error.to_body().as_bytes()), &error);
        }
        let waiting = error.clone().with_retry_after(retry_after);
        prop_assert_eq!(waiting.to_body(), error.to_body());
        prop_assert_eq!(waiting.verdict(), error.verdict());
    }

    #[test]
    fn nothing_but_code_and_status_makes_a_verdict(
        status: u16,
        code in prop_oneof!["(APIG|APIGW|APIC)\\.[0-9]{4}", "[A-Za-z0-9._-]{1,20}"],
        messages in (any::<String>(), soup()),
        request_id: String,
        retry_after: Duration,
    ) {
        let bare = ApigError::from_status(status).with_raw_code(&code);
        let (one, other) = (messages.0, String::from_utf8_lossy(&messages.1).into_owned());
        for message in [one, other] {
            let full = bare.clone()
                .with_message(message)
                .with_request_id(&request_id)
                .with_retry_after(retry_after);
            prop_assert_eq!((full.verdict(), full.actor()), (bare.verdict(), bare.actor()));
            prop_assert_eq!((full.code(), full.raw_code()), (bare.code(), bare.raw_code()));
        }
        rules::check_verdict(&bare);
    }
}

// --- What is shown. ---------------------------------------------------------------------------

/// A secret after a name: what comes before, the text up to the secret, the secret, what follows.
fn leak() -> impl Strategy<Value = (String, String, String, String)> {
    let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
    let before = vec(
        prop_oneof![
            "[a-z]{1,12}[ ,;:(-]",
            select(names.clone()).prop_flat_map(|name| {
                select(vec![" ", ":", "=", ": ", ", ", "\":\""])
                    .prop_map(move |end| format!("{name}{end}"))
            }),
            select(vec!["=", " ", "\"", "[", "{", "\n", "\\n", "é ", "****", "x=abc,"])
                .prop_map(str::to_owned),
        ],
        0..6,
    );
    // What comes before must not make a longer word of the name.
    let before = before.prop_map(|words| words.concat()).prop_filter("a word begins", |before| {
        before.ends_with("\\n")
            || !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'))
    });
    let name = (select(names), 0..4_u8).prop_map(|(name, form)| {
        let is_alone = NAMES.iter().any(|(known, kind)| *known == name && *kind == Kind::Alone);
        match form {
            0 => name.to_ascii_uppercase(),
            1 if !is_alone => format!("X-{name}"),
            2 if !is_alone => format!("HW_{}", name.to_ascii_uppercase()),
            3 if !is_alone => format!("cli{}{}", name[..1].to_ascii_uppercase(), &name[1..]),
            _ => name.to_owned(),
        }
    });
    // Eight characters or more with a digit, or any after a `=`. In capitals, as nothing else is.
    let value = prop_oneof![
        ("[ \"']{0,1}[:=][ \"'(\\[]{0,2}", "s3cr[A-Z0-9]{4,60}"),
        ("[ \"']{0,2}=[ \"']{0,2}", "[ZQ]{4}[A-Z]{4,60}"),
        (":(Some\\(\"|b'|String\\(\"|\u{1b}\\[0m)", "s3cr[A-Z0-9]{4,60}"),
    ];
    let after = prop_oneof![
        Just(String::new()),
        ("[ ,;&\"')\\]}>\\\\]", "[a-z =:,]{0,40}").prop_map(|(end, rest)| end + &rest),
    ];
    (before, name, value, after)
        .prop_filter("letters before a space are the scheme", |(_, name, (_, secret), after)| {
            let has_digit = secret.contains(|c: char| c.is_ascii_digit());
            !name.to_ascii_lowercase().ends_with("authorization") || has_digit || after.is_empty()
        })
        .prop_map(|(before, name, (separator, secret), after)| {
            (before, name + &separator, secret, after)
        })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_secret_is_shown((before, name, secret, after) in leak(), lead in 0..520_usize) {
        let hidden = &secret[4..];
        for lead in [0, lead] {
            let message = format!("{}{before}{name}{secret}{after}", "- ".repeat(lead / 2));
            let error = ApigError::from_status(401).with_message(&message);
            let in_json = ApigError::from_status(401).with_message(&message).to_body();
            let mut shown = format!("{error} {error:?} {error:#?}");
            // As the message of a body, and as a body that is no JSON.
            for body in [in_json.as_bytes(), message.as_bytes(), &in_json.as_bytes()[1..]] {
                let body = ErrorBody::parse(body);
                write!(shown, " {body:?} {body:#?}").unwrap();
            }
            prop_assert!(!shown.contains(hidden), "{} in {}", hidden, shown);
            prop_assert!(shown.contains("****") || lead > 300, "{}", shown);
            rules::check(&error);
        }
    }
}

// --- What is read of an object. ---------------------------------------------------------------

/// Objects of the names that are read and of others, with these texts for values.
fn object(texts: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        1 => select(vec!["null", "true", "0", "404", "-1.5e3"]).prop_map(|text| Tree::Scalar(text.to_owned())),
        6 => texts.prop_map(Tree::Text),
    ];
    let tree = leaf.prop_recursive(6, 48, 6, |inner| {
        prop_oneof![
            1 => vec(inner.clone(), 0..4).prop_map(Tree::Array),
            4 => members(inner),
        ]
    });
    // Also deep down: most trees that are drawn are wider than deep.
    (members(tree), prop_oneof![Just(0), 0..7_usize]).prop_map(|(tree, levels)| {
        (0..levels).fold(tree, |inner, _| Tree::Object(vec![("data".to_owned(), inner)]))
    })
}

fn members(values: impl Strategy<Value = Tree>) -> impl Strategy<Value = Tree> {
    let name = prop_oneof![
        4 => select(READ),
        3 => select(&["error", "data", "x\"error_code", "Error_Code", ""][..]),
    ];
    vec((name.prop_map(str::to_owned), values), 0..6).prop_map(Tree::Object)
}

impl Tree {
    fn write(&self, json: &mut String) {
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        match self {
            Self::Scalar(text) => json.push_str(text),
            Self::Text(text) => json.push_str(&quoted(text)),
            Self::Array(elements) => {
                json.push('[');
                for (nth, element) in elements.iter().enumerate() {
                    json.push_str(if nth == 0 { "" } else { "," });
                    element.write(json);
                }
                json.push(']');
            }
            Self::Object(members) => {
                json.push('{');
                for (nth, (name, value)) in members.iter().enumerate() {
                    json.push_str(if nth == 0 { "" } else { ", " });
                    write!(json, "{}:", quoted(name)).unwrap();
                    value.write(json);
                }
                json.push('}');
            }
        }
    }

    fn to_json(&self) -> String {
        let mut json = String::new();
        self.write(&mut json);
        json
    }

    fn count_objects(&self) -> usize {
        match self {
            Self::Scalar(_) | Self::Text(_) => 0,
            Self::Array(elements) => elements.iter().map(Self::count_objects).sum(),
            Self::Object(members) => {
                1 + members.iter().map(|(_, value)| value.count_objects()).sum::<usize>()
            }
        }
    }

    /// Adds a member to the object that is at this place among all, at this place in it.
    fn plant(&mut self, nth: &mut usize, at: Index, member: &(String, Tree)) {
        match self {
            Self::Scalar(_) | Self::Text(_) => {}
            Self::Array(elements) => {
                for element in elements {
                    element.plant(nth, at, member);
                }
            }
            Self::Object(members) => {
                for (_, value) in members.iter_mut() {
                    value.plant(nth, at, member);
                }
                if *nth == 0 {
                    members.insert(at.index(members.len() + 1), member.clone());
                }
                *nth = nth.wrapping_sub(1);
            }
        }
    }
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "APIG.0308",
            "APIGW.0201",
            "DNS.0014",
            "X",
            "0000",
            "APIG.0000",
            "404",
            "APIG.",
            "$context.error.code",
            "",
            "Slow down.",
            "\"error_code\":\"APIG.0601\"",
            "\\",
        ])
        .prop_map(str::to_owned),
        "[a-z ]{0,12}",
        any::<String>(),
    ]
}

/// Nothing that can be a code.
fn prose() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec!["", "Slow down.\n", "\",\"error_code\":\"APIG.0601\"", "\\", "404", "0000 é"])
            .prop_map(str::to_owned),
        "[a-z ]{0,12} ",
        any::<String>().prop_map(|text| text + " \u{e9}"),
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_object_is_read_as_a_plain_reader_does(tree in object(words())) {
        let json = tree.to_json();
        let expected = plain::read_tree(&tree, &json);
        prop_assert_eq!(plain::said(json.as_bytes()), expected.clone(), "{}", json);
        // And as the reader of the fuzz target sees it, which knows the tree from the text alone.
        prop_assert_eq!(plain::read(json.as_bytes()), Some(expected), "{}", json);
    }

    #[test]
    fn a_cut_body_of_one_code_gives_that_code_or_none(
        tree in object(prose()),
        (object, at, end) in any::<(Index, Index, Index)>(),
        (other, other_at) in any::<(Index, Index)>(),
        name in select(vec!["error_code", "errorCode", "errorcode", "code"]),
        code in "APIG\\.[0-9]{3}[1-9]|[A-Z]{1,20}\\.[0-9]{4}1",
        spoilt in any::<u8>(),
    ) {
        let mut tree = tree;
        let mut nth = object.index(tree.count_objects());
        tree.plant(&mut nth, at, &(name.to_owned(), Tree::Text(code.clone())));
        // A name that only ends like one of a code, with what could be a code.
        let mut nth = other.index(tree.count_objects());
        tree.plant(&mut nth, other_at, &("x\"error_code".to_owned(), Tree::Text("X.1".to_owned())));
        let json = tree.to_json().into_bytes();
        prop_assert!(json.windows(code.len()).any(|window| window == code.as_bytes()));

        // Every cut of a short body, some of a long one.
        let step = 1 + json.len() / 200;
        for end in (0..json.len()).step_by(step).chain([end.index(json.len()), json.len()]) {
            let raw_code = ErrorBody::parse(&json[..end]).raw_code().map(str::to_owned);
            prop_assert!(raw_code.is_none_or(|found| found == code), "{} of {:?}", end, json);
        }

        // One bad byte: in front of the code nothing that is read as another comes to be.
        let mut json = json;
        let middle = end.index(json.len());
        json[middle] = spoilt;
        rules::check(&ApigError::parse(500, &json));
    }
}

// --- What vouches. ----------------------------------------------------------------------------

/// Something that breaks the structure, whatever follows.
fn broken() -> impl Strategy<Value = &'static str> {
    select(vec![
        "\"a\" \"b\"",
        "\"a\":\"say \"hi\" x\"",
        "\"a\":",
        "\"a\":1 2",
        "a:1",
        "'a':1",
        "\"a\":tru",
        "\"a\":[1}",
        "\"a\":{\"b\":1]",
        "\"a\":[{]}",
        "\"a\":[1 2]",
        "\"a\":[\"b\":1]",
        ",",
        "\"a\":{\"b\" 1}",
        "\"a\":[,]",
    ])
}

/// A member that would be a code that vouches, if it were one.
const PLANT: &str = "\"error_code\":\"APIG.0308\",\"error_msg\":\"m\",\"request_id\":\"forged\"";

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_code_in_an_array_in_a_string_or_after_a_break_vouches_for_nothing(
        before in object(prose()),
        after in object(prose()),
        place in 0..4_usize,
        levels in 1..6_usize,
        broken in broken(),
        (spoilt, escapes) in (select(vec!["", "\t", "\n", "\\ud83d", "\\x", "é"]), any::<bool>()),
    ) {
        let (before, after) = (before.to_json(), after.to_json());
        let inside = |json: &str| json[1..json.len() - 1].trim().to_owned();
        let (first, last) = (inside(&before), inside(&after));
        let first = if first.is_empty() { String::new() } else { format!("{first},") };
        let last = if last.is_empty() { String::new() } else { format!(",{last}") };
        let member = match place {
            0 => format!("\"list\":{}{{{PLANT}}}{}", "[".repeat(levels), "]".repeat(levels)),
            1 => format!("\"list\":[{}{{{PLANT}}}{}]", "{\"a\":".repeat(levels), "}".repeat(levels)),
            2 => {
                let text = format!("{spoilt}{{{PLANT}}}");
                let text = if escapes { text.replace('"', "\\u0022") } else { text.replace('"', "\\\"") };
                format!("\"text\":\"{text}\"")
            }
            _ => format!("{broken},{PLANT}"),
        };
        let body = format!("{{{first}\"note\":\"{spoilt}\",{member}{last}}}").into_bytes();
        let step = 1 + body.len() / 300;
        for end in (0..body.len()).step_by(step).chain([body.len()]) {
            for status in [429, 500, 504] {
                let error = ApigError::parse(status, &body[..end]);
                prop_assert_eq!(
                    error.verdict().delivery, Delivery::MaybeDelivered,
                    "{} of {}", end, String::from_utf8_lossy(&body)
                );
                prop_assert_ne!(error.request_id(), Some("forged"));
            }
        }
    }
}

// --- What it costs. ---------------------------------------------------------------------------

/// How long a body takes, a byte; what was read of it is bounded.
fn seconds_a_byte(body: &[u8]) -> f64 {
    let start = Instant::now();
    let error = ApigError::parse(500, std::hint::black_box(body));
    let elapsed = start.elapsed();
    rules::check_bounds(&error);
    elapsed.as_secs_f64() / f64::from(u32::try_from(body.len()).unwrap())
}

/// Bodies of about this length, each of a kind that a careless reader reads more than once.
fn long_bodies(length: usize) -> Vec<(&'static str, Vec<u8>)> {
    let fill = |head: &str, piece: &str, tail: &str| {
        [head, &piece.repeat(length / piece.len()), tail].concat().into_bytes()
    };
    vec![
        ("one message", fill("{\"error_msg\":\"", "x", "\",\"error_code\":\"APIG.0308\"}")),
        ("escapes", fill("{\"error_msg\":\"", "\\n\\u00e9", "\"}")),
        ("members", fill("{", "\"message\":\"m\",", "\"error_code\":\"APIG.0308\"}")),
        ("objects", fill("{\"a\":1", ",\"data\":{\"a\":{\"a\":{\"a\":{\"msg\":1}}}}", "}")),
        ("arrays without end", fill("{\"data\":", "[", "")),
        ("objects without end", fill("", "{\"data\":", "")),
        ("brackets that change", fill("{\"data\":", "[{\"a\":", "")),
        ("bad bytes", fill("{\"error_msg\":\"", "\\ud83d\\x\\", "\"}")),
        ("events", fill(": ping\n", "data: [DONE]\n\n", "data: {}")),
        ("events of many lines", fill("data: {\n", "data: \"a\":1,\n", "")),
        ("marks", fill("", "\u{feff} ", "{}")),
        ("whitespace", fill("{\"error_code\"", " ", ":")),
        ("text", fill("", "no JSON \u{e9}", "")),
    ]
}

#[test]
fn time_is_linear_and_what_is_stored_is_bounded() {
    const KIB: usize = 1024;
    const MIB: usize = 1024 * KIB;

    let short = long_bodies(KIB).into_iter().zip(long_bodies(256 * KIB));
    for ((kind, long), ((_, short), (_, middle))) in long_bodies(16 * MIB).into_iter().zip(short) {
        let limit = 16.0 * seconds_a_byte(&short).min(seconds_a_byte(&middle));
        // Twice the time for twice the length would be 64 and 16 384 times as much. The machine may
        // have other things to do, but not three times in a row.
        let mut times = std::iter::repeat_with(|| seconds_a_byte(&long)).take(3);
        assert!(times.any(|time| time < limit), "{kind}: over {limit:e} s a byte");
    }
}
