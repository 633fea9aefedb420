//! What a derived enum says, without any conversion.

use std::time::Duration;

use apig_errors::{
    Actor, ApigClaims, ApigError, ApigRetryable, Basis, Code, Delivery, Retry, Verdict,
};

#[derive(Debug, ApigRetryable)]
enum Stock {
    #[apig(code = "APIG.0613")]
    Down,
}

#[derive(Debug, ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    OneCode {
        #[apig(wait)]
        wait: Option<Duration>,
    },
    #[apig(code("APIG.0202", "APIG.0203"))]
    TwoActors,
    #[apig(code("APIG.0101", "APIG.0107"))]
    NeverWithTwoDeliveries,
    #[apig(code = "APIG.0201", status(413, 414))]
    OneCodeTwoStatuses,
    #[apig(code = "APIG.0305", retry = Reauthenticate, reason = "our authorizer checks a token")]
    Overridden,
    #[apig(code = "APIG.0610", delivery = NotDelivered, reason = "our gateway has no retries configured")]
    DeliveryOverridden,
    #[apig(code("APIG.0606"))]
    #[apig(code = "APIG.0103", retry = Backoff, reason = "our provider redeploys it at night")]
    #[apig(unlisted = "DNS.0021", retry = Never)]
    Carried(#[apig(error)] ApigError),
    #[apig(unlisted = "DNS.0014", retry = Backoff)]
    Foreign,
    #[apig(unlisted = "APIG.0316", retry = Throttled)]
    Unlisted,
    #[apig(local)]
    Local,
    #[apig(local, retry = Throttled, reason = "our own limiter refused it")]
    LocalThrottled,
    #[apig(local, retry = Backoff, delivery = NotDelivered)]
    LocalUnsent,
    #[apig(transparent)]
    Stock(Stock),
    #[apig(fallback)]
    Other(ApigError),
}

fn facts(error: &Error) -> (Verdict, Option<Code>, Option<Actor>, Option<Duration>) {
    (error.verdict(), error.apig_code(), error.actor(), error.wait_hint())
}

fn declared(retry: Retry, delivery: Delivery) -> Verdict {
    Verdict::new(retry, delivery)
}

#[test]
fn a_claim_without_a_response_gives_the_tables_verdict() {
    let wait = Some(Duration::from_secs(3));
    assert_eq!(
        facts(&Error::OneCode { wait }),
        (Code::APIG_0308.verdict(429), Some(Code::APIG_0308), Some(Actor::CallerAccess), wait)
    );
    assert_eq!(
        facts(&Error::OneCodeTwoStatuses),
        (Code::APIG_0201.verdict(413), Some(Code::APIG_0201), Some(Actor::CallerRequest), None)
    );
}

#[test]
fn where_claims_differ_the_constants_are_cautious_or_absent() {
    // 0202 is the API provider's, 0203 the backend operator's.
    assert_eq!(facts(&Error::TwoActors), (Code::APIG_0203.verdict(504), None, None, None));
    // 0101 was not delivered; of 0107 nobody knows. Neither is ever retried.
    let verdict = Error::NeverWithTwoDeliveries.verdict();
    assert_eq!((verdict.retry, verdict.delivery), (Retry::Never, Delivery::MaybeDelivered));
    assert_eq!(verdict.basis, Basis::Row);
}

#[test]
fn an_override_changes_what_it_names_and_is_declared() {
    assert_eq!(
        Error::Overridden.verdict(),
        declared(Retry::Reauthenticate, Delivery::NotDelivered)
    );
    assert_eq!(Error::Overridden.actor(), Some(Actor::CallerCredentials));
    assert_eq!(
        Error::DeliveryOverridden.verdict(),
        declared(Retry::Backoff, Delivery::NotDelivered)
    );
}

#[test]
fn a_carried_response_speaks_for_itself_but_for_overrides() {
    let carried = |error: &ApigError| Error::Carried(error.clone());
    let plain = ApigError::new(500, Code::APIG_0606).with_retry_after(Duration::from_secs(5));
    assert_eq!(
        facts(&carried(&plain)),
        (plain.verdict(), plain.code(), plain.actor(), Some(Duration::from_secs(5)))
    );
    assert_eq!(carried(&plain).apig_error(), Some(&plain));

    let overridden = ApigError::new(500, Code::APIG_0103);
    let verdict = declared(Retry::Backoff, Delivery::NotDelivered);
    assert_eq!(carried(&overridden).verdict(), verdict);
    // Whatever its status, for the variant claims the whole code.
    assert_eq!(carried(&ApigError::new(404, Code::APIG_0103)).verdict(), verdict);

    let unlisted = ApigError::from_status(503).with_raw_code("DNS.0021");
    assert_eq!(carried(&unlisted).verdict(), declared(Retry::Never, Delivery::MaybeDelivered));

    // Built by hand with a response that no claim matches: it keeps its own verdict.
    let other = ApigError::new(401, Code::APIG_0307);
    assert_eq!(carried(&other).verdict(), other.verdict());
}

#[test]
fn an_override_of_some_statuses_leaves_the_others_to_the_table() {
    #[derive(ApigRetryable)]
    enum Partly {
        #[apig(code = "APIG.0201", status(500, 502, 504))]
        #[apig(code = "APIG.0201", status(400, 413, 414, 494), retry = Backoff, reason = "ours shrinks it")]
        Claimed(#[apig(error)] ApigError),
    }
    let verdict = |status| Partly::Claimed(ApigError::new(status, Code::APIG_0201)).verdict();
    assert_eq!(verdict(413), declared(Retry::Backoff, Delivery::NotDelivered));
    for status in [500, 502, 504, 418, 503] {
        assert_eq!(verdict(status), Code::APIG_0201.verdict(status), "{status}");
    }
}

#[test]
fn an_override_of_an_unlisted_code_with_one_status_leaves_the_others_alone() {
    #[derive(ApigRetryable)]
    enum Partly {
        #[apig(unlisted = "DNS.0021", status = 503, retry = Never)]
        Claimed(#[apig(error)] ApigError),
    }
    let response = |status| ApigError::from_status(status).with_raw_code("DNS.0021");
    let verdict = |status| Partly::Claimed(response(status)).verdict();
    assert_eq!(verdict(503), declared(Retry::Never, Delivery::MaybeDelivered));
    assert_eq!(verdict(502), response(502).verdict());
}

#[test]
fn an_unlisted_code_may_look_like_four_digits() {
    #[derive(ApigRetryable)]
    enum Short {
        #[apig(unlisted = "0308", retry = Never)]
        #[apig(unlisted = "O.101", retry = Never)]
        Foreign,
    }
    assert_eq!(Short::MAPPING.claims.len(), 2);
    assert_eq!(Short::Foreign.apig_code(), None);
}

#[test]
fn an_unlisted_code_gives_what_was_declared() {
    assert_eq!(
        facts(&Error::Foreign),
        (declared(Retry::Backoff, Delivery::MaybeDelivered), None, None, None)
    );
    // Throttling happens before delivery, unless said otherwise; and this one is a `Code`.
    let unlisted = "APIG.0316".parse().ok();
    assert_eq!(
        facts(&Error::Unlisted),
        (declared(Retry::Throttled, Delivery::NotDelivered), unlisted, None, None)
    );
}

#[test]
fn a_local_error_is_never_sent_again_unless_declared() {
    assert_eq!(
        facts(&Error::Local),
        (declared(Retry::Never, Delivery::MaybeDelivered), None, None, None)
    );
    assert_eq!(Error::LocalThrottled.verdict(), declared(Retry::Throttled, Delivery::NotDelivered));
    assert_eq!(Error::LocalUnsent.verdict(), declared(Retry::Backoff, Delivery::NotDelivered));
    assert_eq!(Error::Local.apig_error(), None);
}

#[test]
fn a_transparent_variant_forwards_everything() {
    #[derive(ApigRetryable)]
    enum Outer {
        #[apig(transparent)]
        Inner(Error),
    }
    let error = Error::Stock(Stock::Down);
    assert_eq!(
        facts(&error),
        (Code::APIG_0613.verdict(503), Some(Code::APIG_0613), Some(Actor::GatewayOperator), None)
    );

    let response = ApigError::from_status(503).with_retry_after(Duration::from_secs(7));
    let outer = Outer::Inner(Error::Other(response.clone()));
    assert_eq!(outer.apig_error(), Some(&response));
    assert_eq!(outer.wait_hint(), Some(Duration::from_secs(7)));
}

#[test]
fn pointers_forward_everything() {
    use std::{rc::Rc, sync::Arc};

    let error = ApigError::new(429, Code::APIG_0308).with_retry_after(Duration::from_secs(9));
    let check = |pointer: &dyn ApigRetryable| {
        assert_eq!(pointer.verdict(), error.verdict());
        assert_eq!(pointer.apig_code(), error.apig_code());
        assert_eq!(pointer.actor(), error.actor());
        assert_eq!(pointer.wait_hint(), error.wait_hint());
        assert_eq!(pointer.apig_error(), Some(&error));
    };
    check(&&error);
    check(&&mut error.clone());
    check(&Box::new(error.clone()));
    check(&Rc::new(error.clone()));
    check(&Arc::new(error.clone()));
    check(&(Box::new(error.clone()) as Box<dyn ApigRetryable + Send + Sync>));
}

#[test]
fn the_mapping_is_data() {
    let mapping = Error::MAPPING;
    assert_eq!((mapping.name, mapping.fallback, mapping.siblings), ("Error", Some("Other"), false));
    let claims: Vec<_> = mapping
        .claims
        .iter()
        .map(|claim| (claim.variant, claim.code, claim.status, claim.verdict.basis, claim.reason))
        .collect();
    assert_eq!(claims[0], ("OneCode", Some("APIG.0308"), Some(429), Basis::Row, None));
    assert_eq!(
        claims[7],
        (
            "Overridden",
            Some("APIG.0305"),
            Some(401),
            Basis::Declared,
            Some("our authorizer checks a token")
        )
    );
    assert!(claims.contains(&("Foreign", Some("DNS.0014"), None, Basis::Declared, None)));
    assert_eq!(Stock::MAPPING.fallback, None);
}

#[test]
fn with_siblings_a_variant_stands_for_three_codes() {
    #[derive(ApigRetryable)]
    #[apig(siblings)]
    enum Siblings {
        #[apig(code = "APIG.0308")]
        Throttled,
        #[apig(code = "APIG.0307")]
        Expired(#[apig(code)] Option<Code>),
    }
    let verdict = Siblings::Throttled.verdict();
    assert_eq!((verdict.retry, verdict.basis), (Retry::Throttled, Basis::Sibling));
    assert_eq!(Siblings::Throttled.apig_code(), None);
    let sibling = "APIGW.0307".parse().ok();
    assert_eq!(Siblings::Expired(sibling).apig_code(), sibling);
    let mapping = Siblings::MAPPING;
    assert!(mapping.siblings);
}

#[test]
fn request_id_and_variant_are_those_of_the_value() {
    #[derive(ApigRetryable)]
    enum Labelled {
        #[apig(code = "APIG.0308")]
        Throttled {
            #[apig(request_id)]
            id: Option<String>,
        },
        #[apig(local)]
        r#Local,
        #[apig(transparent)]
        Inner(ApigError),
        #[apig(fallback)]
        Other(ApigError),
    }
    let error = || ApigError::from_status(502).with_request_id("9f3a");
    let throttled = ApigError::new(429, Code::APIG_0308).with_request_id("41c7");
    let seen = [
        Labelled::from(throttled),
        Labelled::Throttled { id: None },
        Labelled::Local,
        Labelled::Inner(error()),
        Labelled::from(error()),
    ];
    let labels = seen.each_ref().map(|error| (error.variant(), error.request_id()));
    let expected = [
        (Some("Throttled"), Some("41c7")),
        (Some("Throttled"), None),
        (Some("Local"), None),
        (Some("Inner"), Some("9f3a")),
        (Some("Other"), Some("9f3a")),
    ];
    assert_eq!(labels, expected);
    let erased: &dyn ApigRetryable = &Labelled::Local;
    assert_eq!(erased.variant(), Some("Local"));
}

#[test]
fn status_any_claims_every_documented_pair() {
    #[derive(ApigRetryable)]
    enum Any {
        #[apig(code = "APIG.0201", status = any)]
        Any(#[apig(error)] ApigError),
        #[apig(local)]
        Local,
    }
    let claims = Any::MAPPING.claims;
    assert_eq!(claims.len(), 7);
    assert!(claims.iter().all(|claim| claim.verdict.basis == Basis::Row));
    assert_eq!(Any::Any(ApigError::new(413, Code::APIG_0201)).verdict().retry, Retry::Never);
    assert_eq!(Any::Local.verdict().retry, Retry::Never);
}

/// An implementation by hand has to give its verdict, and says nothing else unless it is written.
#[test]
fn an_implementation_by_hand_says_nothing_but_its_verdict() {
    struct Cold;

    impl ApigRetryable for Cold {
        fn verdict(&self) -> Verdict {
            Verdict::new(Retry::Backoff, Delivery::NotDelivered)
        }
    }

    assert_eq!((Cold.apig_code(), Cold.actor(), Cold.wait_hint()), (None, None, None));
    assert_eq!(Cold.apig_error(), None);
}
