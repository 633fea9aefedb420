//! What is generated, as data: which facts, which arms, which columns. Nothing here makes tokens.

use apig_errors_catalog::{Actor, Basis, Code, Delivery, Retry, Verdict};
use syn::{Generics, Path};

use crate::derive::prelude::*;

/// What the implementations of one enum hold.
pub(crate) struct Plan<'m> {
    /// One for each variant.
    pub(crate) facts: Vec<Facts>,
    /// One for each variant.
    pub(crate) arms: Vec<Arm<'m>>,
    pub(crate) claims: Vec<ClaimRow<'m>>,
    pub(crate) conversion: Option<Conversion<'m>>,
}

/// What is known of a variant that does not carry the response; of any other, nothing.
#[derive(Debug, PartialEq)]
pub(crate) struct Facts {
    pub(crate) verdict: Verdict,
    pub(crate) code: Option<Code>,
    pub(crate) actor: Option<Actor>,
}

/// A variant's arm in the `match` over all of them.
pub(crate) struct Arm<'m> {
    pub(crate) variant: &'m Variant<'m>,
    pub(crate) bound: Vec<Bound>,
    pub(crate) view: View<'m>,
}

/// A field that an arm binds.
#[derive(Debug, PartialEq)]
pub(crate) struct Bound {
    /// Its place among the fields.
    pub(crate) field: usize,
    /// Whether its type is checked here.
    pub(crate) is_checked: bool,
    pub(crate) read: Option<Read>,
}

/// Where a variant's verdict comes from.
pub(crate) enum View<'m> {
    /// Its facts.
    Facts,
    /// The response in its field, but for overrides.
    Carried(Overrides<'m>),
    /// The error in its only field.
    Forward,
    /// What the fallback made of the response.
    Fallback,
    /// The function of this path.
    Judged(&'m Path),
}

/// What a variant's attributes decide otherwise than the table.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Overrides<'m> {
    /// By key of the code (`ClaimedCode::key`) and status; 0 stands for every status.
    pub(crate) pairs: Vec<(u16, u16, Outcome)>,
    pub(crate) unlisted: Vec<(&'m str, u16, Outcome)>,
}

/// A claimed pair, as the mapping lists it.
pub(crate) type ClaimRow<'m> = (Place, &'m CodeClaim, &'m Mention, Pair);

/// The place of a variant among the enum's.
pub(crate) type Place = u32;

/// The place of a claimed pair among the enum's.
pub(crate) type Row = u32;

/// `From<ApigError>`.
pub(crate) struct Conversion<'m> {
    pub(crate) fallback: &'m Variant<'m>,
    pub(crate) arms: Vec<ConversionArm<'m>>,
    /// The rows of all unlisted claims, in the order of their codes.
    pub(crate) unlisted: Vec<Row>,
}

/// How a variant is found, and what its claims agree on.
pub(crate) struct ConversionArm<'m> {
    pub(crate) variant: &'m Variant<'m>,
    pub(crate) class: Option<Retry>,
    pub(crate) patterns: Vec<Pattern>,
    /// The rows from its first unlisted claim to its last. A documented claim between two of them is never
    /// the one that is found.
    pub(crate) unlisted: Option<(Row, Row)>,
}

/// Keys of codes (`ClaimedCode::key`) with the same statuses; none: every status.
#[derive(Debug, PartialEq)]
pub(crate) struct Pattern {
    pub(crate) numbers: Vec<u16>,
    pub(crate) statuses: Vec<u16>,
}

/// Plans the implementations of a valid enum.
pub(crate) fn of<'m>(model: &'m Enum<'m>) -> Plan<'m> {
    let mut plan = Plan {
        facts: Vec::new(),
        arms: Vec::new(),
        claims: Vec::new(),
        conversion: conversion(model),
    };
    for (place, variant) in (0..).zip(&model.variants) {
        plan.add(model, place, variant);
    }
    plan
}

impl<'m> Plan<'m> {
    fn add(&mut self, model: &'m Enum<'m>, place: Place, variant: &'m Variant<'m>) {
        let Ok(role) = &variant.role else { return };
        for (claim, mention, pair) in variant.pairs() {
            self.claims.push((place, claim, mention, pair));
        }
        let whole = vec![Bound { field: 0, is_checked: false, read: None }];
        let (view, bound, facts) = match role {
            Role::Transparent => (View::Forward, whole, None),
            Role::Fallback => (View::Fallback, whole, None),
            Role::Judged(function) => (View::Judged(function), whole, None),
            Role::Local(outcome) => {
                let verdict = outcome.verdict(Basis::Declared);
                (View::Facts, Vec::new(), Some(Facts { verdict, code: None, actor: None }))
            }
            Role::Claims(claims) => {
                let facts = Facts::claimed(variant, model.options.siblings)
                    .filter(|_| !variant.has(FieldKey::Error));
                let view = if facts.is_some() {
                    View::Facts
                } else {
                    View::Carried(Overrides::of(claims))
                };
                (view, self.bound(&model.item.generics, variant), facts)
            }
        };
        self.facts.push(facts.unwrap_or(Facts::NONE));
        self.arms.push(Arm { variant, bound, view });
    }

    /// The fields that the arm of a claiming variant reads or checks.
    fn bound(&self, generics: &Generics, variant: &Variant<'_>) -> Vec<Bound> {
        let carries = variant.has(FieldKey::Error);
        let first = variant.pairs().first().map(|(.., pair)| pair.outcome.retry);
        let window_counts =
            !carries && !variant.has(FieldKey::Wait) && first == Some(Retry::Throttled);
        let is_read = |read: &Read| match read {
            Read::Response => true,
            Read::Code | Read::Wait | Read::RequestId => !carries,
            Read::Window => window_counts,
        };
        // A wrong type is reported once: by the conversion, where there is one.
        let converts = self.conversion.is_some();
        let mut bound = Vec::new();
        for (index, field) in variant.fields.iter().enumerate() {
            let Some(key) = field.key() else { continue };
            let read = key.spec().read.filter(is_read);
            // Only the conversion asks a type parameter for a `Default`.
            let is_checked = !(converts || key == FieldKey::Default && field.is_generic(generics));
            if read.is_some() || is_checked {
                bound.push(Bound { field: index, is_checked, read });
            }
        }
        bound
    }
}

impl Facts {
    const NONE: Self = Self { verdict: Verdict::from_status(0), code: None, actor: None };

    /// What claims without a response amount to: their class, the more cautious delivery, the weakest
    /// basis, and what all agree on.
    fn claimed(variant: &Variant<'_>, siblings: bool) -> Option<Self> {
        let mut facts: Option<Self> = None;
        for (claim, mention, pair) in variant.pairs() {
            let siblings = siblings && claim.code.has_siblings();
            let verdict = pair.outcome.verdict(mention.basis(siblings));
            let (code, actor) = match &claim.code {
                // With `siblings` it stands for three codes.
                ClaimedCode::Documented(code) => {
                    let actor = pair.status.and_then(|status| code.actor(status));
                    ((!siblings).then_some(*code), actor)
                }
                ClaimedCode::Unlisted(raw) => (Code::parse(raw).ok(), None),
                ClaimedCode::NoCode => (None, None),
            };
            let Some(Self { verdict: whole, code: common, actor: common_actor }) = &mut facts
            else {
                facts = Some(Self { verdict, code, actor });
                continue;
            };
            if verdict.delivery == Delivery::MaybeDelivered {
                whole.delivery = verdict.delivery;
            }
            whole.basis = whole.basis.max(verdict.basis);
            *common = common.filter(|common| Some(*common) == code);
            *common_actor = common_actor.filter(|common| Some(*common) == actor);
        }
        facts
    }
}

impl<'m> Overrides<'m> {
    fn of(claims: &'m [CodeClaim]) -> Self {
        let mut overrides = Self::default();
        for claim in claims {
            // One verdict for every documented status holds for undocumented ones, too.
            let is_one = claim.covers_all() && claim.is_uniform();
            let pairs = claim.pairs().take(if is_one { 1 } else { usize::MAX });
            for (_, pair) in pairs.filter(|(mention, _)| mention.is_override()) {
                let status = if is_one { 0 } else { pair.status.unwrap_or(0) };
                match (claim.code.key(), &claim.code) {
                    (Some(key), _) => overrides.pairs.push((key, status, pair.outcome)),
                    (None, ClaimedCode::Unlisted(raw)) => {
                        overrides.unlisted.push((raw, status, pair.outcome));
                    }
                    (None, _) => {}
                }
            }
        }
        overrides
    }
}

fn conversion<'m>(model: &'m Enum<'m>) -> Option<Conversion<'m>> {
    let fallback = model.fallback()?;
    let mut unlisted: Vec<(&str, Row)> = Vec::new();
    let mut next = 0;
    let mut arms = Vec::new();
    for variant in &model.variants {
        let before = unlisted.len();
        for (claim, ..) in variant.pairs() {
            if let ClaimedCode::Unlisted(raw) = &claim.code {
                unlisted.push((raw, next));
            }
            next += 1;
        }
        let rows = match &unlisted[before..] {
            [] => None,
            [(_, only)] => Some((*only, *only)),
            [(_, first), .., (_, last)] => Some((*first, *last)),
        };
        arms.push(ConversionArm {
            variant,
            class: class(variant),
            patterns: patterns(variant),
            unlisted: rows,
        });
    }
    unlisted.sort_unstable();
    let unlisted = unlisted.into_iter().map(|(_, row)| row).collect();
    Some(Conversion { fallback, arms, unlisted })
}

/// The numbers and statuses under which a variant's claims are found: codes with the same statuses
/// together, as Clippy likes to read it.
fn patterns(variant: &Variant<'_>) -> Vec<Pattern> {
    let carries = variant.has(FieldKey::Error);
    let mut patterns: Vec<Pattern> = Vec::new();
    for claim in variant.claims() {
        let Some(key) = claim.code.key() else { continue };
        // Undocumented statuses go the same way. (Not to a variant without the response whose one verdict
        // is an override of some of the documented ones.)
        let every = claim.covers_all() && (carries || claim.is_uniform());
        let statuses = claim.pairs().filter_map(|(_, pair)| pair.status.filter(|_| !every));
        let statuses: Vec<u16> = statuses.collect();
        match patterns.iter_mut().find(|pattern| pattern.statuses == statuses) {
            Some(pattern) => pattern.numbers.push(key),
            None => patterns.push(Pattern { numbers: vec![key], statuses }),
        }
    }
    patterns
}

/// The class of all claims, where they agree and none is open.
fn class(variant: &Variant<'_>) -> Option<Retry> {
    let pairs = variant.pairs();
    let first = pairs.first()?.2.outcome.retry;
    let agrees = |(_, mention, pair): &(_, &Mention, Pair)| {
        pair.outcome.retry == first && !mention.is_open(*pair)
    };
    pairs.iter().all(agrees).then_some(first)
}
