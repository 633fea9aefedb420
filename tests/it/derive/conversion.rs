//! From a response to the user's own error: which variant it becomes, and that nothing gets bolder on
//! the way.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    time::Duration,
};

use crate::{derive::everything::Everything, support::files::assert_file};
use apig_errors::{
    ApigClaims, ApigError, ApigRetryable, Basis, Code, Delivery, Family, Idempotency, ROWS, Retry,
    RetryPolicy, Step, Throttle, Verdict, coverage,
};

/// Claims in all forms. Variants without a response of their own give one verdict each.
#[derive(Clone, Debug, PartialEq, ApigRetryable)]
enum OrderError {
    #[apig(code = "APIG.0308")]
    Throttled {
        #[apig(wait)]
        wait: Option<Duration>,
    },
    #[apig(code = "APIG.0201", status(502, 504))]
    #[apig(code("APIG.0202", "APIG.0203", "APIG.0610"))]
    BackendDown(#[apig(error)] ApigError),
    #[apig(code("APIG.0301", APIG_0307, "APIG.1002"))]
    Expired,
    #[apig(unlisted = "ModelArts.81101", status = 429, retry = Throttled)]
    #[apig(unlisted = "APIG.0316", retry = Throttled, delivery = MaybeDelivered)]
    ModelQuota(#[apig(error)] ApigError),
    #[apig(code = "APIG.0501", retry = Throttled, reason = "our quota is reset at midnight")]
    Quota(#[apig(wait)] Option<Duration>),
    #[apig(code("APIG.0101", "APIG.0602"))]
    Wrong(#[apig(code)] Option<Code>),
    #[apig(fallback)]
    Other(ApigError),
}

/// The same claims, for all three families; and proxies' pages.
#[derive(Clone, Debug, PartialEq, ApigRetryable)]
#[apig(siblings)]
enum AllFamilies {
    #[apig(no_code, status(429, 502, 503, 504))]
    Proxy(#[apig(error)] ApigError),
    #[apig(no_code, status(404, 500))]
    Page,
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(code = "APIG.0201", status = any)]
    Any(#[apig(error)] ApigError),
    #[apig(code("APIG.0301", "APIG.0307", "APIG.1002"))]
    Expired,
    #[apig(unlisted = "APIGW.0316", status = 400, retry = Backoff)]
    Sibling,
    #[apig(fallback)]
    Other(Box<ApigError>),
}

fn documented() -> BTreeSet<u16> {
    ROWS.iter().map(|row| row.code.number()).collect()
}

/// Every documented code of every family with every status, with a few codes that are not.
fn responses() -> impl Iterator<Item = ApigError> {
    let families = [Family::Apig, Family::Apigw, Family::Apic];
    let numbers = documented().into_iter().chain([0, 316, 9999]);
    let codes = numbers.flat_map(move |number| {
        families.map(move |family| {
            format!("{family}.{number:04}").parse::<Code>().expect("well formed")
        })
    });
    codes.flat_map(|code| (100..=599).map(move |status| ApigError::new(status, code)))
}

/// The invariant: the retry class of the response, and no bolder delivery.
fn keeps<E: From<ApigError> + ApigRetryable + std::fmt::Debug>(response: &ApigError) {
    let error = E::from(response.clone());
    let (before, after) = (response.verdict(), error.verdict());
    assert_eq!(after.retry, before.retry, "{response} became {error:?}");
    if before.retry != Retry::Never {
        let bolder =
            before.delivery == Delivery::MaybeDelivered && after.delivery == Delivery::NotDelivered;
        assert!(!bolder, "{response} became {error:?}");
    }
    for request in [Idempotency::Idempotent, Idempotency::NotIdempotent] {
        assert!(before.permits(request) || !after.permits(request), "{response} became {error:?}");
    }
}

#[test]
fn conversion_keeps_the_class_and_never_makes_delivery_bolder() {
    let declared = [Code::APIG_0501, "APIG.0316".parse().expect("well formed")];
    for response in responses() {
        if !response.code().is_some_and(|code| declared.contains(&code)) {
            keeps::<OrderError>(&response);
        }
        if response.raw_code() != Some("APIGW.0316") {
            keeps::<AllFamilies>(&response);
        }
        keeps::<Everything>(&response);
    }
    for status in 0..=1000 {
        let response = ApigError::from_status(status);
        keeps::<OrderError>(&response);
        keeps::<AllFamilies>(&response);
        keeps::<Everything>(&response);
        keeps::<Everything>(&response.with_raw_code("DNS.0014"));
    }
}

/// A second account of the design's five steps, over the mapping as data.
fn expected_variant<E: ApigClaims>(response: &ApigError) -> &'static str {
    let mapping = E::MAPPING;
    let status = response.status();
    let own = |number: u16| format!("APIG.{number:04}");
    let claim = |code: &str, status: u16| {
        mapping.claims.iter().find(|claim| claim.code == Some(code) && claim.status == Some(status))
    };
    if let Some(code) = response.code() {
        let number = code.number();
        let documented =
            |status| ROWS.iter().any(|r| r.code.number() == number && r.status == status);
        let matches = match code.family() {
            Family::Apig => true,
            _ => mapping.siblings && documented(status),
        };
        if matches {
            if let Some(claim) = claim(&own(number), status).filter(|_| documented(status)) {
                return claim.variant;
            }
            if !documented(status) {
                let rows: Vec<_> = ROWS.iter().filter(|row| row.code.number() == number).collect();
                let owner = rows.first().and_then(|row| claim(&own(number), row.status));
                if let Some(owner) = owner {
                    let all = rows.iter().all(|row| {
                        claim(&own(number), row.status).is_some_and(|c| c.variant == owner.variant)
                    });
                    if all {
                        return owner.variant;
                    }
                }
            }
        }
    }
    let unlisted = mapping.claims.iter().find(|claim| {
        claim.code == response.raw_code()
            && claim
                .code
                .and_then(|code| code.parse::<Code>().ok())
                .is_none_or(|code| code.family() != Family::Apig || code.rows().is_empty())
            && claim.status.is_none_or(|claimed| claimed == status)
    });
    unlisted.map_or(mapping.fallback.expect("has a fallback"), |claim| claim.variant)
}

fn variant(error: &impl std::fmt::Debug) -> String {
    let text = format!("{error:?}");
    text.split([' ', '(', '{']).next().unwrap_or_default().to_owned()
}

#[test]
fn a_response_becomes_the_variant_that_the_five_steps_name() {
    let unlisted = (100..=599).flat_map(|status| {
        ["ModelArts.81101", "DNS.0014", "APIGW.0316", ""]
            .map(|raw| ApigError::from_status(status).with_raw_code(raw))
    });
    for response in responses().chain(unlisted) {
        let name = expected_variant::<OrderError>(&response);
        assert_eq!(variant(&OrderError::from(response.clone())), name, "{response}");
        let name = expected_variant::<AllFamilies>(&response);
        assert_eq!(variant(&AllFamilies::from(response.clone())), name, "{response}");
        let name = expected_variant::<Everything>(&response);
        assert_eq!(variant(&Everything::from(response.clone())), name, "{response}");
    }
}

#[test]
fn where_every_pair_is_claimed_nothing_is_said_of_the_fallback() {
    let page = coverage::<Everything>().to_string();
    let (summary, _) = page.split_once('\n').expect("several lines");
    let pairs = pairs().len();
    assert_eq!(
        summary,
        format!(
            "`Everything` claims {pairs} of the {pairs} documented pairs of code and status. \
             The same codes of the families `APIGW` and `APIC` are matched too."
        )
    );
}

#[test]
fn every_pair_is_in_the_enum_of_every_pair() {
    assert_file("it/derive/everything.rs", &everything());
}

/// Each documented pair, with its verdict.
fn pairs() -> BTreeMap<(Code, u16), Verdict> {
    ROWS.iter().map(|row| ((row.code, row.status), row.verdict)).collect()
}

/// The source of an enum that claims every pair, split by verdict, so that no variant needs the response.
fn everything() -> String {
    let mut claims: BTreeMap<String, BTreeMap<Code, Vec<u16>>> = BTreeMap::new();
    for ((code, status), Verdict { retry, delivery, .. }) in pairs() {
        let variant = match retry {
            Retry::Never => retry.to_string(),
            _ => format!("{retry}{delivery}"),
        };
        claims.entry(variant).or_default().entry(code).or_default().push(status);
    }
    let mut source = String::from(
        "//! Every documented pair of `APIG`. Written by the test `every_pair_is_in_the_enum_of_every_pair`.\n\n\
         use apig_errors::{ApigError, ApigRetryable};\n\n\
         #[derive(Debug, ApigRetryable)]\n#[apig(siblings)]\npub(super) enum Everything {\n",
    );
    for (variant, codes) in claims {
        for (code, statuses) in codes {
            let is_only = code.rows().iter().all(|row| row.status == statuses[0]);
            let statuses: Vec<String> = statuses.iter().map(u16::to_string).collect();
            let status =
                if is_only { String::new() } else { format!(", status({})", statuses.join(", ")) };
            let _ = writeln!(source, "    #[apig(code = \"{code}\"{status})]");
        }
        let _ = writeln!(source, "    {variant},");
    }
    source + "    #[apig(fallback)]\n    Other(ApigError),\n}\n"
}

#[test]
fn a_body_over_the_limit_is_the_fallback_and_is_never_sent_again() {
    let response = ApigError::new(413, Code::APIG_0201);
    let error = OrderError::from(response.clone());
    assert_eq!(error, OrderError::Other(response));
    assert_eq!(error.verdict().retry, Retry::Never);
}

#[test]
fn an_undocumented_status_reaches_the_variant_that_claims_the_whole_code() {
    assert_eq!(
        OrderError::from(ApigError::new(400, Code::APIG_0308)),
        OrderError::Throttled { wait: None }
    );
    // 0201 is claimed in part, and nobody says what it means with this status.
    assert!(matches!(OrderError::from(ApigError::new(503, Code::APIG_0201)), OrderError::Other(_)));
    // `status = any` takes them all.
    assert!(matches!(AllFamilies::from(ApigError::new(503, Code::APIG_0201)), AllFamilies::Any(_)));
}

/// Never before the window is over: the variant that keeps the threshold knows its length.
#[test]
fn a_threshold_is_a_hint_where_the_variant_is_throttled_and_has_no_wait() {
    // What is filled need not be read.
    #[allow(dead_code)]
    #[derive(ApigRetryable)]
    enum Limited {
        #[apig(code = "APIG.0308")]
        Throttled(#[apig(throttle)] Option<Throttle>),
        #[apig(code = "APIG.0613")]
        Busy(#[apig(throttle)] Option<Throttle>),
        #[apig(code = "APIG.0501", retry = Throttled, reason = "our quota is renewed at midnight")]
        Quota(#[apig(wait)] Option<Duration>, #[apig(throttle)] Option<Throttle>),
        #[apig(fallback)]
        Other(ApigError),
    }

    let minute = "over ratelimit,limit:5,time:1 minute";
    let hint = |status, code| {
        let response = ApigError::new(status, code).with_message(minute);
        (Limited::from(response.clone()).wait_hint(), response)
    };
    assert_eq!(hint(429, Code::APIG_0308).0, Some(Duration::from_secs(60)));
    assert_eq!(hint(503, Code::APIG_0613).0, None);
    assert_eq!(hint(405, Code::APIG_0501).0, Some(Duration::from_secs(60)));
    let both = hint(405, Code::APIG_0501).1.with_retry_after(Duration::from_secs(7));
    assert_eq!(Limited::from(both).wait_hint(), Some(Duration::from_secs(7)));
    assert_eq!(Limited::Throttled(None).wait_hint(), None);
}

/// An override is for the pairs that it names: what is beside it in a variant without the response, which
/// has one verdict, is not stretched to statuses that nobody named.
#[test]
fn an_override_of_some_statuses_takes_no_undocumented_ones() {
    #[derive(Debug, ApigRetryable)]
    enum Partly {
        #[apig(code = "APIG.0201", status(400, 413, 414, 494), retry = Backoff,
            delivery = MaybeDelivered, reason = "our proxy fixes these")]
        #[apig(code = "APIG.0201", status(500, 502, 504))]
        Passing,
        #[apig(fallback)]
        Other(ApigError),
    }

    #[derive(Debug, ApigRetryable)]
    enum Wholly {
        #[apig(code = "APIG.0307", retry = Backoff, reason = "tokens are renewed elsewhere")]
        Passing,
        #[apig(code = "APIG.0201", status = any, retry = Throttled,
            delivery = MaybeDelivered, reason = "our own limiter responds so")]
        Limited,
        #[apig(fallback)]
        Other(ApigError),
    }

    for row in Code::APIG_0201.rows() {
        assert!(matches!(Partly::from(ApigError::from(row)), Partly::Passing));
    }
    let undocumented = Partly::from(ApigError::new(403, Code::APIG_0201));
    assert!(matches!(undocumented, Partly::Other(_)));
    assert_eq!(undocumented.verdict().retry, Retry::Never);
    // One override of all that is documented holds for the rest as well.
    let undocumented = Wholly::from(ApigError::new(403, Code::APIG_0307));
    assert!(matches!(undocumented, Wholly::Passing));
    let undocumented = Wholly::from(ApigError::new(403, Code::APIG_0201));
    assert!(matches!(undocumented, Wholly::Limited));
}

#[test]
fn siblings_match_only_where_asked_for_and_only_documented_pairs() {
    let code: Code = "APIGW.0308".parse().expect("well formed");
    let response = ApigError::new(429, code);
    assert!(matches!(OrderError::from(response.clone()), OrderError::Other(_)));
    assert_eq!(AllFamilies::from(response), AllFamilies::Throttled);
    assert!(matches!(AllFamilies::from(ApigError::new(400, code)), AllFamilies::Other(_)));
}

#[test]
fn unlisted_codes_match_by_their_text_and_status() {
    let model = |status| ApigError::from_status(status).with_raw_code("ModelArts.81101");
    assert!(matches!(OrderError::from(model(429)), OrderError::ModelQuota(_)));
    assert!(matches!(OrderError::from(model(400)), OrderError::Other(_)));
    // A well-formed code that the table does not hold, claimed whatever its status.
    let unlisted = ApigError::from_status(418).with_raw_code("APIG.0316");
    let error = OrderError::from(unlisted);
    assert!(matches!(error, OrderError::ModelQuota(_)));
    assert_eq!(error.verdict(), Verdict::new(Retry::Throttled, Delivery::MaybeDelivered));
    let sibling = ApigError::from_status(400).with_raw_code("APIGW.0316");
    assert_eq!(AllFamilies::from(sibling), AllFamilies::Sibling);
}

/// Each field key, in one variant.
#[derive(Debug, PartialEq, ApigRetryable)]
enum Fields {
    #[apig(code = "APIG.0308")]
    Parts {
        #[apig(code)]
        code: Option<Code>,
        #[apig(status)]
        status: u16,
        #[apig(message)]
        message: String,
        #[apig(request_id)]
        request_id: Option<String>,
        #[apig(wait)]
        wait: Option<Duration>,
        #[apig(throttle)]
        throttle: Option<Throttle>,
        #[apig(default)]
        attempts: u32,
        #[apig(default)]
        notes: Vec<String>,
    },
    // The whole response is taken last, whatever the order of the fields.
    #[apig(code = "APIG.0203")]
    Whole(#[apig(error)] Box<ApigError>, #[apig(status)] u16, #[apig(message)] String),
    #[apig(fallback)]
    Other { error: ApigError },
}

#[test]
fn every_field_key_fills_its_field() {
    let response = ApigError::new(429, Code::APIG_0308)
        .with_message("policy ip over ratelimit,limit:5,time:1 minute")
        .with_request_id("914a39d6");
    let throttle = response.throttle();
    assert_eq!(
        Fields::from(response.clone()),
        Fields::Parts {
            code: Some(Code::APIG_0308),
            status: 429,
            message: response.message().to_owned(),
            request_id: Some("914a39d6".to_owned()),
            wait: Some(Duration::from_secs(60)),
            throttle,
            attempts: 0,
            notes: Vec::new(),
        }
    );
    let response = ApigError::new(504, Code::APIG_0203).with_message("slow");
    assert_eq!(
        Fields::from(response.clone()),
        Fields::Whole(Box::new(response), 504, "slow".to_owned())
    );
    let response = ApigError::from_status(500);
    assert_eq!(Fields::from(response.clone()), Fields::Other { error: response });
}

#[test]
fn a_code_field_tells_which_of_several_codes_it_was() {
    let error = OrderError::from(ApigError::new(400, Code::APIG_0602));
    assert_eq!(error.apig_code(), Some(Code::APIG_0602));
}

#[test]
fn a_window_counts_as_a_hint_where_the_claim_declares_throttling() {
    // By the table 0501 is `Never`, so the response itself gives no hint.
    let response = ApigError::new(405, Code::APIG_0501).with_message("Daily quota exhausted");
    assert_eq!(response.wait_hint(), None);
    let day = Some(Duration::from_secs(86_400));
    let error = OrderError::from(response);
    assert_eq!(error, OrderError::Quota(day));
    assert_eq!((error.wait_hint(), error.verdict().basis), (day, Basis::Declared));
    // And where the variant carries the response.
    let response = ApigError::from_status(400)
        .with_raw_code("APIG.0316")
        .with_message("over ratelimit,time:1 minute");
    assert_eq!(OrderError::from(response).wait_hint(), Some(Duration::from_secs(60)));
}

macro_rules! many {
    ($($variant:ident $code:literal)+) => {
        /// More unlisted codes than one `match` of the conversion takes.
        #[derive(Clone, Debug, PartialEq, ApigRetryable)]
        enum Many {
            #[apig(code = "APIG.0308")]
            Throttled,
            $(
                #[apig(unlisted = $code, retry = Backoff)]
                $variant,
            )+
            #[apig(unlisted = "G.1", status = 500, retry = Backoff)]
            #[apig(unlisted = "G.2", retry = Backoff)]
            Two,
            #[apig(fallback)]
            Other(ApigError),
        }

        const MANY: &[(&str, Many)] = &[$(($code, Many::$variant)),+];
    };
}

#[rustfmt::skip]
many! {
    F000 "F.001" F001 "F.038" F002 "F.075" F003 "F.112" F004 "F.009" F005 "F.046" F006 "F.083"
    F007 "F.120" F008 "F.017" F009 "F.054" F010 "F.091" F011 "F.128" F012 "F.025" F013 "F.062"
    F014 "F.099" F015 "F.136" F016 "F.033" F017 "F.070" F018 "F.107" F019 "F.004" F020 "F.041"
    F021 "F.078" F022 "F.115" F023 "F.012" F024 "F.049" F025 "F.086" F026 "F.123" F027 "F.020"
    F028 "F.057" F029 "F.094" F030 "F.131" F031 "F.028" F032 "F.065" F033 "F.102" F034 "F.139"
    F035 "F.036" F036 "F.073" F037 "F.110" F038 "F.007" F039 "F.044" F040 "F.081" F041 "F.118"
    F042 "F.015" F043 "F.052" F044 "F.089" F045 "F.126" F046 "F.023" F047 "F.060" F048 "F.097"
    F049 "F.134" F050 "F.031" F051 "F.068" F052 "F.105" F053 "F.002" F054 "F.039" F055 "F.076"
    F056 "F.113" F057 "F.010" F058 "F.047" F059 "F.084" F060 "F.121" F061 "F.018" F062 "F.055"
    F063 "F.092" F064 "F.129" F065 "F.026" F066 "F.063" F067 "F.100" F068 "F.137" F069 "F.034"
    F070 "F.071" F071 "F.108" F072 "F.005" F073 "F.042" F074 "F.079" F075 "F.116" F076 "F.013"
    F077 "F.050" F078 "F.087" F079 "F.124" F080 "F.021" F081 "F.058" F082 "F.095" F083 "F.132"
    F084 "F.029" F085 "F.066" F086 "F.103" F087 "F.140" F088 "F.037" F089 "F.074" F090 "F.111"
    F091 "F.008" F092 "F.045" F093 "F.082" F094 "F.119" F095 "F.016" F096 "F.053" F097 "F.090"
    F098 "F.127" F099 "F.024" F100 "F.061" F101 "F.098" F102 "F.135" F103 "F.032" F104 "F.069"
    F105 "F.106" F106 "F.003" F107 "F.040" F108 "F.077" F109 "F.114" F110 "F.011" F111 "F.048"
    F112 "F.085" F113 "F.122" F114 "F.019" F115 "F.056" F116 "F.093" F117 "F.130" F118 "F.027"
    F119 "F.064" F120 "F.101" F121 "F.138" F122 "F.035" F123 "F.072" F124 "F.109" F125 "F.006"
    F126 "F.043" F127 "F.080" F128 "F.117" F129 "F.014" F130 "F.051" F131 "F.088" F132 "F.125"
    F133 "F.022" F134 "F.059" F135 "F.096" F136 "F.133" F137 "F.030" F138 "F.067" F139 "F.104"
}

#[test]
fn each_of_many_unlisted_codes_is_found() {
    let become_ = |code: &str| Many::from(ApigError::from_status(503).with_raw_code(code));
    assert_eq!(MANY.len(), 140);
    for (code, variant) in MANY {
        assert_eq!(become_(code), *variant, "{code}");
    }
    assert_eq!(become_("G.2"), Many::Two);
    assert_eq!(become_("APIG.0308"), Many::Throttled);
    for code in ["F.000", "F.141", "G.1", "G.3", "E.9"] {
        assert!(matches!(become_(code), Many::Other(_)), "{code}");
    }
}

/// Pages of a proxy, each with the verdict of its status.
#[derive(Debug, ApigRetryable)]
enum Proxied {
    #[apig(no_code, status(502, 504))]
    BadGateway,
    #[apig(no_code, status = 503)]
    Unavailable(#[apig(wait)] Option<Duration>),
    #[apig(no_code, status = 500, retry = Backoff, reason = "our proxy restarts at night")]
    #[apig(no_code, status = 429)]
    Carried(#[apig(error)] ApigError),
    #[apig(unlisted = "no_code", retry = Never)]
    NamedSo,
    #[apig(fallback)]
    Other(ApigError),
}

/// Every response without a code.
#[derive(Debug, ApigRetryable)]
enum EveryPage {
    #[apig(no_code)]
    Page(#[apig(wait)] Option<Duration>, #[apig(error)] ApigError),
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(fallback)]
    Other(ApigError),
}

/// By the code that was read: what cannot be one is none, and what nobody knows is one.
#[test]
fn a_response_is_without_a_code_where_its_body_has_none() {
    let without: [&[u8]; 9] = [
        b"",
        b"{}",
        b"<html><h1>502 Bad Gateway</h1></html>",
        br#"{"error_code":null}"#,
        br#"{"error_code":"","error_msg":"down"}"#,
        br#"{"error_code":"0000"}"#,
        br#"{"error_code":"502"}"#,
        br#"{"error_code":"two words"}"#,
        br#"{"error_code":"APIG.03"#,
    ];
    for body in without {
        let response = ApigError::parse(502, body);
        assert_eq!(response.raw_code(), None);
        assert!(matches!(Proxied::from(response.clone()), Proxied::BadGateway), "{response}");
        assert!(matches!(EveryPage::from(response.clone()), EveryPage::Page(..)), "{response}");
    }
    let with: [&[u8]; 4] = [
        br#"{"error_code":"APIG.0201"}"#,
        br#"{"error_code":"APIG.9999"}"#,
        br#"{"error_code":"DNS.0014"}"#,
        br#"{"error_code":"X"}"#,
    ];
    for body in with {
        let response = ApigError::parse(502, body);
        assert!(matches!(Proxied::from(response.clone()), Proxied::Other(_)), "{response}");
        assert!(matches!(EveryPage::from(response.clone()), EveryPage::Other(_)), "{response}");
    }
    let named = ApigError::parse(502, br#"{"error_code":"no_code"}"#);
    assert!(matches!(Proxied::from(named), Proxied::NamedSo));
}

/// A POST of which a proxy says 502 or 504 may have been executed.
#[test]
fn a_claim_of_proxies_pages_is_no_bolder_than_their_status() {
    for status in 0..=1000 {
        let page = ApigError::parse(status, b"<html>the proxy's</html>");
        let page = page.with_retry_after(Duration::from_secs(2));
        if status != 500 {
            keeps::<Proxied>(&page);
        }
        keeps::<EveryPage>(&page);
        for error in [
            Box::new(Proxied::from(page.clone())) as Box<dyn ApigRetryable>,
            Box::new(EveryPage::from(page)),
        ] {
            let post = RetryPolicy::new().start(Idempotency::NotIdempotent).on_error(&*error);
            assert!(matches!(post, Step::Stop(_)), "{status}: {post:?}");
            let get = RetryPolicy::new().start(Idempotency::Idempotent).on_error(&*error);
            let declared = status == 500 && error.variant() == Some("Carried");
            let passes = matches!(status, 429 | 502..=504) || declared;
            assert_eq!(matches!(get, Step::Wait(_)), passes, "{status}: {get:?}");
        }
    }
    let declared = Proxied::Carried(ApigError::from_status(500)).verdict();
    assert_eq!(declared, Verdict::new(Retry::Backoff, Delivery::MaybeDelivered));
    assert_eq!(Proxied::BadGateway.verdict(), Verdict::from_status(502));
    assert_eq!(Proxied::BadGateway.apig_code(), None);
}

#[test]
fn a_wait_beside_every_status_is_that_of_the_response() {
    let limited = ApigError::parse(429, b"over ratelimit,limit:5,time:1 minute");
    let minute = Some(Duration::from_secs(60));
    let EveryPage::Page(wait, response) = EveryPage::from(limited) else { panic!("no code") };
    assert_eq!((wait, response.wait_hint()), (minute, minute));
    let page = EveryPage::Page(None, response);
    assert_eq!(page.wait_hint(), minute);
    assert_eq!(EveryPage::Throttled.verdict().retry, Retry::Throttled);
}

/// What the endpoints of one client have in common.
#[derive(Debug, ApigRetryable)]
enum Common {
    #[apig(code("APIG.0301", "APIG.0307"))]
    Expired,
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(wait)] Option<Duration>),
    #[apig(fallback)]
    Other(std::sync::Arc<ApigError>),
}

/// One endpoint.
#[derive(Debug, ApigRetryable)]
enum Endpoint {
    #[apig(code = "APIG.0201", status = 413)]
    TooLarge,
    #[apig(code = "APIG.0202")]
    Down(#[apig(error)] std::sync::Arc<ApigError>),
    #[apig(fallback)]
    Common(Box<Common>),
}

/// The whole client.
#[derive(Debug, ApigRetryable)]
enum Client {
    #[apig(code("APIG.0203"))]
    Timeout,
    #[apig(local)]
    Decode,
    #[apig(fallback)]
    Endpoint(Endpoint),
}

#[test]
fn a_fallback_in_a_fallback_keeps_every_verdict() {
    let uncoded = (0..=1000).map(ApigError::from_status);
    let unlisted = uncoded.clone().map(|response| response.with_raw_code("DNS.0014"));
    for response in responses().chain(uncoded).chain(unlisted) {
        keeps::<Common>(&response);
        keeps::<Endpoint>(&response);
        keeps::<Client>(&response);
        let client = Client::from(response.clone());
        let (outer, inner) = (expected_variant::<Client>(&response), client.variant());
        assert_eq!(inner, Some(outer), "{response}");
        let Client::Endpoint(endpoint) = client else { continue };
        let name = expected_variant::<Endpoint>(&response);
        assert_eq!(endpoint.variant(), Some(name), "{response}");
        let Endpoint::Common(common) = endpoint else { continue };
        assert_eq!(common.variant(), Some(expected_variant::<Common>(&response)), "{response}");
        if let Common::Other(carried) = &*common {
            assert_eq!(**carried, response);
        }
    }
}

#[test]
fn a_fallback_forwards_to_an_error_that_is_no_response() {
    let wait = Some(Duration::from_secs(9));
    let client = Client::Endpoint(Endpoint::Common(Box::new(Common::Throttled(wait))));
    assert_eq!(client.verdict(), Code::APIG_0308.verdict(429));
    assert_eq!((client.wait_hint(), client.apig_code()), (wait, Some(Code::APIG_0308)));
    assert_eq!((client.apig_error(), client.request_id()), (None, None));
    assert_eq!(client.actor(), Common::Throttled(wait).actor());

    let response = ApigError::from_status(503)
        .with_request_id("9f3a")
        .with_retry_after(Duration::from_secs(3));
    let client = Client::from(response.clone());
    assert_eq!((client.apig_error(), client.request_id()), (Some(&response), Some("9f3a")));
    assert_eq!((client.wait_hint(), client.variant()), (response.wait_hint(), Some("Endpoint")));
    assert_eq!(Client::Decode.verdict().retry, Retry::Never);
}

/// Codes of every family, each against its own table.
#[derive(Debug, ApigRetryable)]
enum Families {
    #[apig(code("APIG.0308", "APIGW.0308"))]
    Throttled,
    #[apig(code = "APIC.0308")]
    ThrottledByRoma,
    #[apig(code = "APIGW.0103")]
    NoPath,
    #[apig(code = "APIGW.0201", status(502, 504), delivery = NotDelivered, reason = "it is read alone")]
    Down(#[apig(error)] ApigError),
    #[apig(code = "APIC.0201", status = any)]
    Request(#[apig(error)] ApigError),
    #[apig(fallback)]
    Other(ApigError),
}

/// With `siblings`, what only one family has is claimed by itself.
#[derive(Debug, ApigRetryable)]
#[apig(siblings)]
enum Numbers {
    #[apig(code = "APIG.0103")]
    NoPath,
    #[apig(code = "APIGW.0103")]
    NoPathOfApigw,
    #[apig(code = "APIGW.0801")]
    NoLicence,
    #[apig(fallback)]
    Other(ApigError),
}

#[test]
fn a_code_is_claimed_for_its_own_family() {
    for family in Family::ALL {
        for number in 0..=9_999 {
            let code = Code::new(*family, number).expect("it has four digits");
            for status in [200, 400, 404, 429, 500, 502, 503, 504] {
                let response = ApigError::new(status, code);
                let expected = match (code.to_string().as_str(), status) {
                    // Undocumented statuses go the same way, where the table can tell which these are.
                    ("APIG.0308" | "APIGW.0308", _) => "Throttled",
                    ("APIC.0308", 429) => "ThrottledByRoma",
                    ("APIGW.0103", _) => "NoPath",
                    ("APIGW.0201", 502 | 504) => "Down",
                    ("APIC.0201", 400 | 413 | 414 | 494) => "Request",
                    _ => "Other",
                };
                assert_eq!(variant(&Families::from(response.clone())), expected, "{response}");
                if expected != "Down" {
                    keeps::<Families>(&response);
                }
                let expected = match (code.to_string().as_str(), status) {
                    ("APIG.0103", _) | ("APIGW.0103" | "APIC.0103", 500) => "NoPath",
                    ("APIGW.0103", _) => "NoPathOfApigw",
                    ("APIGW.0801", _) => "NoLicence",
                    _ => "Other",
                };
                assert_eq!(variant(&Numbers::from(response.clone())), expected, "{response}");
                keeps::<Numbers>(&response);
            }
        }
    }
    let down = Families::from(ApigError::new(504, Code::APIGW_0201));
    assert_eq!(down.verdict(), Verdict::new(Retry::Backoff, Delivery::NotDelivered));
    assert_eq!(Families::NoPath.apig_code(), Some(Code::APIGW_0103));
    assert_eq!(Families::ThrottledByRoma.verdict().basis, Basis::Row);
    assert_eq!(Numbers::NoLicence.apig_code(), Some(Code::APIGW_0801));
    assert_eq!(Numbers::NoLicence.verdict().basis, Basis::Row);
}
