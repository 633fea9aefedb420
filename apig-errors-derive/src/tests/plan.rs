//! The plan of a model that is made by hand: no token is read, and none is written.

use apig_errors_catalog::{Basis, Code, Delivery, Retry, Verdict};
use proc_macro2::{Ident, Span};
use syn::{DeriveInput, Type};

use crate::derive::{
    claim::{ClaimedCode, CodeClaim, Mention, Outcome, Pair, VerdictSource},
    diagnostic::SpanRange,
    keys::{FieldKey, Read},
    model::{Enum, Field, Options, Role, Variant},
    plan::{self, Bound, Facts, Overrides, Pattern, Plan, View},
};

const TRANSIENT: Outcome = Outcome { retry: Retry::Backoff, delivery: Delivery::MaybeDelivered };
const THROTTLED: Outcome = Outcome { retry: Retry::Throttled, delivery: Delivery::NotDelivered };

/// One place that claims a code with these statuses.
fn mention(source: VerdictSource, outcome: Outcome, statuses: &[Option<u16>]) -> Mention {
    Mention {
        order: 0,
        written: SpanRange::at(Span::call_site()),
        source,
        pairs: statuses.iter().map(|&status| Pair { status, outcome }).collect(),
    }
}

fn table(code: Code, outcome: Outcome, statuses: &[u16]) -> CodeClaim {
    let statuses: Vec<Option<u16>> = statuses.iter().copied().map(Some).collect();
    let mentions = vec![mention(VerdictSource::Table, outcome, &statuses)];
    CodeClaim { code: ClaimedCode::Documented(code), mentions }
}

fn declared(code: ClaimedCode, outcome: Outcome, statuses: &[Option<u16>]) -> CodeClaim {
    let source = VerdictSource::Attribute { reason: Some("for a test".to_owned()) };
    CodeClaim { code, mentions: vec![mention(source, outcome, statuses)] }
}

/// Plans an enum of these roles, each with fields under these keys, and shows it to a test.
fn planned(siblings: bool, roles: Vec<(Role, &[FieldKey])>, test: impl FnOnce(&Plan<'_>)) {
    let item: DeriveInput = syn::parse_str("enum Error {}").expect("an enum");
    let ty: Type = syn::parse_str("u8").expect("a type");
    let idents: Vec<Ident> =
        (0..roles.len()).map(|at| Ident::new(&format!("V{at}"), Span::call_site())).collect();
    let variants = roles.into_iter().zip(&idents).map(|((role, keys), ident)| Variant {
        ident,
        attrs: &[],
        fields: keys
            .iter()
            .enumerate()
            .map(|(at, key)| Field {
                member: at.into(),
                ty: &ty,
                attrs: &[],
                key: Ok(Some((*key, ident.clone()))),
            })
            .collect(),
        is_unit: keys.is_empty(),
        role: Ok(role),
        meant: None,
        is_valid: true,
    });
    let options = Options { siblings, ..Options::default() };
    let model = Enum { item: &item, options, variants: variants.collect() };
    test(&plan::of(&model));
}

fn claims(claim: CodeClaim) -> Role {
    Role::Claims(vec![claim])
}

#[test]
fn each_variant_has_facts_and_an_arm_at_its_place() {
    let never = Outcome { retry: Retry::Never, delivery: Delivery::MaybeDelivered };
    let one = || claims(table(Code::APIG_0308, THROTTLED, &[429]));
    let roles: Vec<(Role, &[FieldKey])> = vec![
        (Role::Transparent, &[]),
        (Role::Local(never), &[]),
        (one(), &[FieldKey::Error]),
        (one(), &[]),
    ];
    planned(false, roles, |plan| {
        let verdicts = plan.facts.iter().map(|facts| facts.verdict);
        let unknown = Verdict::from_status(0);
        let local = never.verdict(Basis::Declared);
        assert!(verdicts.eq([unknown, local, unknown, THROTTLED.verdict(Basis::Row)]));
        assert!(matches!(
            [&plan.arms[0].view, &plan.arms[1].view, &plan.arms[2].view, &plan.arms[3].view],
            [View::Forward, View::Facts, View::Carried(_), View::Facts]
        ));
        let places: Vec<_> = plan.claims.iter().map(|(place, ..)| *place).collect();
        assert_eq!(places, [2, 3]);
        assert!(plan.conversion.is_none());
    });
}

#[test]
fn facts_are_what_the_claims_agree_on() {
    let backend = || {
        Role::Claims(vec![
            table(Code::APIG_0201, TRANSIENT, &[502, 504]),
            table(Code::APIG_0202, TRANSIENT, &[502]),
        ])
    };
    let one = || claims(table(Code::APIG_0308, THROTTLED, &[429]));
    planned(false, vec![(backend(), &[]), (one(), &[])], |plan| {
        assert_eq!(plan.facts[0].verdict, TRANSIENT.verdict(Basis::Row));
        assert_eq!((plan.facts[0].code, plan.facts[0].actor), (None, None), "they do not agree");
        assert_eq!(plan.facts[1].code, Some(Code::APIG_0308));
        assert_eq!(plan.facts[1].actor, Code::APIG_0308.actor(429));
    });
    planned(true, vec![(one(), &[])], |plan| {
        assert_eq!(plan.facts[0].code, None, "it stands for three codes");
        assert_eq!(plan.facts[0].verdict, THROTTLED.verdict(Basis::Sibling));
    });
    let of_another_family = claims(table(Code::APIGW_0103, TRANSIENT, &[500]));
    planned(true, vec![(of_another_family, &[])], |plan| {
        assert_eq!(plan.facts[0].code, Some(Code::APIGW_0103), "it stands for itself");
        assert_eq!(plan.facts[0].verdict, TRANSIENT.verdict(Basis::Row));
    });
}

#[test]
fn a_field_is_bound_where_it_is_read_or_checked() {
    let throttled = || claims(table(Code::APIG_0308, THROTTLED, &[429]));
    let keys: &[FieldKey] = &[FieldKey::Message, FieldKey::Throttle];
    let bound = |field, is_checked, read| Bound { field, is_checked, read };
    planned(false, vec![(throttled(), keys)], |plan| {
        let window = bound(1, true, Some(Read::Window));
        assert_eq!(plan.arms[0].bound, [bound(0, true, None), window]);
        assert!(matches!(plan.arms[0].view, View::Facts));
    });
    // The conversion checks the types, and a field for the wait is better than the window.
    let keys: &[FieldKey] = &[FieldKey::Wait, FieldKey::Throttle];
    planned(false, vec![(throttled(), keys), (Role::Fallback, &[FieldKey::Error])], |plan| {
        assert_eq!(plan.arms[0].bound, [bound(0, false, Some(Read::Wait))]);
        assert_eq!(plan.arms[1].bound, [bound(0, false, None)]);
        assert!(matches!(plan.arms[1].view, View::Fallback));
    });
}

#[test]
fn an_override_of_every_status_holds_for_undocumented_ones() {
    let role = Role::Claims(vec![
        declared(ClaimedCode::Documented(Code::APIG_0308), TRANSIENT, &[Some(429)]),
        declared(ClaimedCode::Documented(Code::APIG_0201), TRANSIENT, &[Some(502), Some(504)]),
        declared(ClaimedCode::Unlisted("DNS.0021".to_owned()), THROTTLED, &[None]),
        table(Code::APIG_0301, THROTTLED, &[401]),
    ]);
    planned(false, vec![(role, &[FieldKey::Error])], |plan| {
        let View::Carried(overrides) = &plan.arms[0].view else { panic!("it carries") };
        let pairs = vec![(308, 0, TRANSIENT), (201, 502, TRANSIENT), (201, 504, TRANSIENT)];
        let unlisted = vec![("DNS.0021", 0, THROTTLED)];
        assert_eq!(*overrides, Overrides { pairs, unlisted });
    });
}

/// What is overridden in two ways is overridden in neither for a status that nobody documents.
#[test]
fn overrides_that_differ_hold_for_their_statuses_alone() {
    let code = ClaimedCode::Documented(Code::APIG_0201);
    let statuses: Vec<Option<u16>> =
        Code::APIG_0201.rows().iter().map(|row| Some(row.status)).collect();
    let (first, rest) = statuses.split_at(1);
    let claim = |second: Outcome| {
        let mut claim = declared(code.clone(), TRANSIENT, first);
        let source = VerdictSource::Attribute { reason: None };
        claim.mentions.push(mention(source, second, rest));
        claim
    };
    let overrides = |claim: CodeClaim| {
        let mut pairs = Vec::new();
        planned(false, vec![(claims(claim), &[FieldKey::Error])], |plan| {
            let View::Carried(overrides) = &plan.arms[0].view else { panic!("it carries") };
            pairs = overrides.pairs.iter().map(|(_, status, _)| *status).collect();
        });
        pairs
    };
    let each: Vec<u16> = statuses.iter().copied().flatten().collect();
    assert_eq!(overrides(claim(THROTTLED)), each);
    assert_eq!(overrides(claim(TRANSIENT)), [0], "one verdict for every status");
}

/// What one of the claims may have delivered, the variant may have.
#[test]
fn the_more_cautious_delivery_is_the_variants() {
    let (delivered, not) = (Delivery::MaybeDelivered, Delivery::NotDelivered);
    for (one, other) in [(delivered, not), (not, delivered), (delivered, delivered), (not, not)] {
        let never = |delivery| Outcome { retry: Retry::Never, delivery };
        let role = Role::Claims(vec![
            table(Code::APIG_0201, never(one), &[400]),
            table(Code::APIG_0202, never(other), &[502]),
        ]);
        planned(false, vec![(role, &[])], |plan| {
            let expected = if one == not && other == not { not } else { delivered };
            assert_eq!(plan.facts[0].verdict.delivery, expected, "{one} and {other}");
        });
    }
}

#[test]
fn the_conversion_finds_codes_by_their_statuses_and_unlisted_ones_by_their_rows() {
    let unlisted = |raw: &str| ClaimedCode::Unlisted(raw.to_owned());
    let roles: Vec<(Role, &[FieldKey])> = vec![
        (claims(declared(unlisted("Z.1"), THROTTLED, &[None])), &[]),
        (
            Role::Claims(vec![
                table(Code::APIG_0202, TRANSIENT, &[502]),
                table(Code::APIG_0201, TRANSIENT, &[502]),
                table(Code::APIG_0203, TRANSIENT, &[504]),
                declared(unlisted("A.1"), TRANSIENT, &[Some(500), Some(503)]),
            ]),
            &[],
        ),
        (Role::Fallback, &[FieldKey::Error]),
    ];
    planned(false, roles, |plan| {
        let conversion = plan.conversion.as_ref().expect("there is a fallback");
        assert_eq!(conversion.fallback.name(), "V2");
        assert_eq!(conversion.unlisted, [4, 5, 0], "in the order of the codes");
        let [first, second, fallback] = conversion.arms.as_slice() else { panic!("three arms") };
        assert_eq!(
            (first.unlisted, second.unlisted, fallback.unlisted),
            (Some((0, 0)), Some((4, 5)), None)
        );
        let pattern = |numbers: &[u16], statuses: &[u16]| Pattern {
            numbers: numbers.to_vec(),
            statuses: statuses.to_vec(),
        };
        assert_eq!(second.patterns, [pattern(&[202, 203], &[]), pattern(&[201], &[502])]);
        assert_eq!((second.class, first.class), (Some(Retry::Backoff), Some(Retry::Throttled)));
    });
}

/// What has no status has no verdict either until there is a response.
#[test]
fn responses_without_a_code_are_matched_by_a_key_of_their_own() {
    let of_status = |statuses: &[Option<u16>]| CodeClaim {
        code: ClaimedCode::NoCode,
        mentions: vec![mention(VerdictSource::Status, TRANSIENT, statuses)],
    };
    let roles: Vec<(Role, &[FieldKey])> = vec![
        (claims(of_status(&[Some(502), Some(503)])), &[]),
        (claims(of_status(&[None])), &[FieldKey::Error, FieldKey::Wait]),
        (claims(declared(ClaimedCode::NoCode, THROTTLED, &[None])), &[FieldKey::Error]),
        (Role::Fallback, &[FieldKey::Error]),
    ];
    planned(true, roles, |plan| {
        let [first, every, declared, _] =
            plan.conversion.as_ref().expect("a fallback").arms.as_slice()
        else {
            panic!("four arms")
        };
        let pattern =
            |statuses: &[u16]| Pattern { numbers: vec![65535], statuses: statuses.to_vec() };
        assert_eq!(
            (first.class, &*first.patterns),
            (Some(Retry::Backoff), &[pattern(&[502, 503])][..])
        );
        assert_eq!((every.class, &*every.patterns), (None, &[pattern(&[])][..]));
        assert_eq!((declared.class, first.unlisted), (Some(Retry::Throttled), None));
        // With `siblings` they have none.
        let by_status = TRANSIENT.verdict(Basis::Status);
        assert_eq!(plan.facts[0], Facts { verdict: by_status, code: None, actor: None });
        let overrides = |at: usize| match &plan.arms[at].view {
            View::Carried(overrides) => overrides.pairs.as_slice(),
            _ => panic!("it carries the response"),
        };
        assert_eq!((overrides(1), overrides(2)), (&[][..], &[(65535, 0, THROTTLED)][..]));
    });
}

#[test]
fn a_row_says_what_its_verdict_rests_on() {
    let code = ClaimedCode::Documented(Code::APIG_0201);
    let mut claim = declared(code, THROTTLED, &[Some(502)]);
    claim.mentions.push(mention(VerdictSource::Table, TRANSIENT, &[Some(504)]));
    planned(true, vec![(claims(claim), &[FieldKey::Error])], |plan| {
        let rows = plan.claims.iter().map(|(_, _, mention, pair)| {
            (pair.status, pair.outcome, mention.basis(false), mention.reason())
        });
        assert_eq!(
            rows.collect::<Vec<_>>(),
            [
                (Some(502), THROTTLED, Basis::Declared, Some("for a test")),
                (Some(504), TRANSIENT, Basis::Row, None),
            ]
        );
    });
}
