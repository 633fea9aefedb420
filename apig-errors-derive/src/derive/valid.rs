//! What one attribute alone cannot show: a variant against its fields, variants against each other.

use apig_errors_catalog::{Code, Family, ROWS, Retry};
use quote::ToTokens;
use syn::{Attribute, Type};

use crate::derive::{
    ast::{Claim, ClaimedCode, Declared, Enum, Exhaustive, Field, FieldKey, Role, Variant},
    attribute::ours,
    errors::{Errors, joined, listed, text},
    keys, table,
    tokens::Place,
};

/// Checks a variant in itself.
pub(crate) fn variant(variant: &Variant<'_>, errors: &mut Errors) {
    match &variant.role {
        Some(Role::Claims(claims))
            if variant.field(FieldKey::Error).is_none()
                && !variant.fields.iter().any(is_unread) =>
        {
            one_verdict(variant, claims, errors);
        }
        None | Some(Role::Claims(_)) => {}
        Some(Role::Local(_)) => no_field_keys(variant, "local", errors),
        Some(Role::Transparent) => {
            let text = "an error that implements `ApigRetryable`, to which everything is forwarded";
            one_field(variant, "transparent", text, errors);
            no_field_keys(variant, "transparent", errors);
        }
        Some(Role::Fallback) => {
            let text = "the `ApigError` that no other variant claims";
            one_field(variant, "fallback", text, errors);
            no_field_keys(variant, "fallback", errors);
        }
    }
}

/// Whether a key stands on the field that could not be read: it may be whichever is missing.
fn is_unread(field: &Field<'_>) -> bool {
    field.key.is_none() && ours(field.attrs).next().is_some()
}

fn one_field(variant: &Variant<'_>, role: &str, what: &str, errors: &mut Errors) {
    if variant.fields.len() != 1 {
        let name = variant.name();
        let text = text!(
            "`{name}` is `#[apig({role})]`, so it has exactly one field; this has {}",
            match variant.fields.len() {
                0 => "none".to_owned(),
                more => more.to_string(),
            }
        );
        errors.add(variant.ident, text.help(format!("give it one field: {what}")));
    }
}

fn no_field_keys(variant: &Variant<'_>, role: &str, errors: &mut Errors) {
    for key in variant.fields.iter().filter_map(|field| field.key_ident.as_ref()) {
        let text = text!(
            "`apig`: the field key `{key}` has no meaning in a `{role}` variant: only claims fill fields"
        );
        errors.add(key, text.help("leave it out"));
    }
}

/// A variant that carries no answer gives one verdict for all its claims.
fn one_verdict(variant: &Variant<'_>, claims: &[Claim], errors: &mut Errors) {
    let Some((first, rest)) = claims.split_first() else { return };
    let differs = |claim: &&Claim| {
        claim.verdict.retry != first.verdict.retry
            || (first.verdict.retry != Retry::Never && claim.verdict != first.verdict)
    };
    let Some(other) = rest.iter().find(differs) else { return };
    let shown = |declared: Declared| match declared.retry {
        Retry::Never => format!("`{}`", declared.retry),
        _ => format!("`{}`, `{}`", declared.retry, declared.delivery),
    };
    let differing = if other.verdict.retry == first.verdict.retry { "delivery" } else { "retry" };
    let text = text!(
        "{} is {}, but {} is {}, and `{}` can only give one verdict",
        other.pair(),
        shown(other.verdict),
        first.pair(),
        shown(first.verdict),
        variant.name()
    );
    errors.add(
        other.written,
        text.help(
            "add a field `#[apig(error)] ApigError`, so that each answer keeps its own verdict",
        )
        .help(format!(
            "or split the variant, or override one of them with `{differing} = …, reason = \"…\"`"
        )),
    );
}

/// Checks the enum as a whole.
pub(crate) fn check(model: &Enum<'_>, errors: &mut Errors) {
    let name = &model.input.ident;
    if model.variants.is_empty() {
        let text = text!(
            "`{name}` has no variants, so `#[derive(ApigRetryable)]` finds no API Gateway error to map"
        );
        errors.add(
            name,
            text.help("give it a variant such as `#[apig(code = \"APIG.0308\")] Throttled`"),
        );
    }
    fallbacks(model, errors);
    overlaps(model, errors);
    if let Some(exhaustive) = &model.options.exhaustive {
        if model.variants.iter().all(|variant| variant.sound) {
            missing(model, exhaustive, errors);
        }
    }
}

fn fallbacks(model: &Enum<'_>, errors: &mut Errors) {
    let mut fallbacks = model.variants.iter().filter(|variant| variant.is_fallback());
    let Some(first) = fallbacks.next() else { return };
    let mut noted = false;
    for second in fallbacks {
        let text = text!(
            "`{}` is one `#[apig(fallback)]` too many: only one can take what nothing else claims",
            second.name()
        );
        errors.add(second.ident, text.help("claim its codes with `code = …`, or remove it"));
        if !std::mem::replace(&mut noted, true) {
            errors.add(first.ident, text!("`{}` is the first `#[apig(fallback)]`", first.name()));
        }
    }
    for variant in &model.variants {
        own_from(variant, first, errors);
        if matches!(variant.role, Some(Role::Claims(_))) {
            for field in &variant.fields {
                if field.key.is_none() && !is_unread(field) {
                    unfilled(variant, field, errors);
                }
            }
        }
    }
}

/// Reports `#[from]` where it would write the conversion that this derive writes, or one beside it.
fn own_from(variant: &Variant<'_>, fallback: &Variant<'_>, errors: &mut Errors) {
    let fallback = fallback.fields.first().map(|field| field.ty);
    for field in &variant.fields {
        let Some(from) = from_attribute(field.attrs, field.ty, fallback) else { continue };
        let text = if is_apig_error(field.ty) {
            text!(
                "with `#[apig(fallback)]` the derive writes `From<ApigError>` itself, so `#[from]` writes it twice"
            )
        } else {
            text!(
                "with `#[apig(fallback)]` the derive writes the conversion, and `#[from]` writes another, past every claim"
            )
        };
        errors.add(from.path(), text.help("write `#[source]`"));
    }
}

/// `ApigError`, by itself or in a module of this crate's name; another crate may have one too.
fn is_apig_error(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let mut segments = path.path.segments.iter().rev();
    segments.next().is_some_and(|last| last.ident == "ApigError")
        && segments.next().is_none_or(|module| module.ident == "apig_errors")
}

/// The `#[from]` on a field of the type that the fallback is converted from, or of its own type.
pub(crate) fn from_attribute<'a>(
    attrs: &'a [Attribute],
    ty: &Type,
    fallback: Option<&Type>,
) -> Option<&'a Attribute> {
    let text = |ty: &Type| ty.to_token_stream().to_string();
    let same = fallback.is_some_and(|fallback| text(fallback) == text(ty));
    attrs.iter().find(|attr| attr.path().is_ident("from") && (is_apig_error(ty) || same))
}

/// Reports a field that the conversion cannot fill.
fn unfilled(variant: &Variant<'_>, field: &Field<'_>, errors: &mut Errors) {
    let name = match &field.member {
        syn::Member::Named(name) => format!("`{name}`"),
        syn::Member::Unnamed(index) => format!("field {}", index.index),
    };
    let text = text!(
        "{name} of `{}` cannot be filled from a gateway answer without an `apig` key",
        variant.name()
    );
    let text = match keys::field_key_for(field.ty) {
        Some(key) => text
            .help(format!("add `#[apig({key})]`, which is for a field of this type"))
            .help(format!("the keys of a field are {}", listed(keys::of(Place::Field), "and"))),
        None => text
            .help(format!("add `#[apig(…)]` with one of {}", listed(keys::of(Place::Field), "or"))),
    };
    match &field.member {
        syn::Member::Named(name) => errors.add(name, text),
        syn::Member::Unnamed(_) => errors.add(field.ty, text),
    }
}

/// Reports pairs that are claimed twice: one error for each code of an attribute and each earlier
/// claimant.
fn overlaps(model: &Enum<'_>, errors: &mut Errors) {
    let siblings = model.options.siblings;
    let (mut claims, mut buckets) = (Vec::new(), Vec::new());
    for variant in model.variants.iter().filter(|variant| variant.sound) {
        for claim in variant.claims() {
            claims.push((variant, claim));
            buckets.push(bucket(&claim.code, siblings));
        }
    }
    // Those of one bucket beside each other, in the order of the enum. (Sorted, where a map would be one
    // more to compile for whoever builds this crate.)
    let mut order: Vec<(&str, usize)> = Vec::with_capacity(claims.len());
    for (at, bucket) in buckets.iter().enumerate() {
        order.push((bucket, at));
    }
    order.sort_unstable();
    // By the sources of the later and the earlier claim.
    let mut found: Vec<Overlap<'_>> = Vec::new();
    let mut begin = 0;
    for (end, (bucket, at)) in order.iter().enumerate() {
        if *bucket != order[begin].0 {
            begin = end;
        }
        let (variant, claim) = claims[*at];
        let mut earlier = order[begin..end].iter().map(|(_, at)| claims[*at]);
        let Some((owner, first)) = earlier.find(|(_, first)| overlap(first, claim)) else {
            continue;
        };
        let sources = (claim.source, first.source);
        let at = found.partition_point(|found| found.sources() < sources);
        if found.get(at).is_none_or(|found| found.sources() != sources) {
            found.insert(at, Overlap { owner, first, variant, claim, statuses: Vec::new() });
        }
        found[at].statuses.extend(claim.status.or(first.status));
    }
    let mut noted = Vec::new();
    for overlap in found {
        overlap.report(errors);
        if !noted.contains(&overlap.first.source) {
            noted.push(overlap.first.source);
            let text = text!("`{}` is first claimed here", overlap.first.code);
            errors.add(overlap.first.written, text);
        }
    }
}

/// What claims of the same pair have in common.
fn bucket(code: &ClaimedCode, siblings: bool) -> String {
    match code {
        ClaimedCode::Foreign(raw) if siblings => match Code::parse(raw) {
            Ok(sibling) => Code::new(Family::Apig, sibling.number())
                .filter(|own| !own.rows().is_empty())
                .map_or_else(|| raw.clone(), |own| own.to_string()),
            Err(_) => raw.clone(),
        },
        code => code.to_string(),
    }
}

/// Whether two claims of one bucket take the same answer.
fn overlap(first: &Claim, second: &Claim) -> bool {
    let same_code = match (&first.code, &second.code) {
        (ClaimedCode::Foreign(first), ClaimedCode::Foreign(second)) => first == second,
        _ => true,
    };
    let same_status = match (first.status, second.status) {
        (Some(first), Some(second)) => first == second,
        _ => true,
    };
    same_code && same_status
}

/// Two claims of the same pairs.
struct Overlap<'m> {
    owner: &'m Variant<'m>,
    first: &'m Claim,
    variant: &'m Variant<'m>,
    claim: &'m Claim,
    statuses: Vec<u16>,
}

impl Overlap<'_> {
    fn sources(&self) -> (usize, usize) {
        (self.claim.source, self.first.source)
    }

    fn report(&self, errors: &mut Errors) {
        let Self { owner, claim, .. } = self;
        let at = match self.statuses.as_slice() {
            [] => String::new(),
            [status] => format!(" with status {status}"),
            statuses => format!(" with statuses {}", joined(statuses, "and")),
        };
        let (code, name) = (&claim.code, owner.name());
        let text = if owner.ident == self.variant.ident {
            text!("`{code}`{at} is claimed twice by `{name}`")
        } else if *code == self.first.code {
            text!("`{code}`{at} is already claimed by `{name}`")
        } else {
            text!(
                "`{code}`{at} is already claimed by `{name}`: with `siblings` it is one with `{}`",
                self.first.code
            )
        };
        let statuses = match code {
            ClaimedCode::Documented(code) => table::statuses(*code).len(),
            ClaimedCode::Foreign(_) => usize::MAX,
        };
        let help = if statuses > 1 {
            "leave one of the claims out, or give each its own `status`"
        } else {
            "leave one of the claims out"
        };
        errors.add(claim.written, text.help(help));
    }
}

/// Reports the documented pairs that an `exhaustive` enum leaves out.
fn missing(model: &Enum<'_>, exhaustive: &Exhaustive, errors: &mut Errors) {
    const SHOWN: usize = 10;
    let mut claimed = Vec::new();
    for claim in model.variants.iter().flat_map(Variant::claims) {
        if let (ClaimedCode::Documented(code), Some(status)) = (&claim.code, claim.status) {
            claimed.push((*code, status));
        }
    }
    let mut seen = Vec::new();
    let mut pairs = Vec::new();
    for row in ROWS.iter().filter(|row| exhaustive.classes.contains(&row.verdict.retry)) {
        let pair = (row.code, row.status);
        if seen.contains(&pair) {
            continue;
        }
        seen.push(pair);
        if !claimed.contains(&pair) {
            pairs.push(format!("`{}` {}", row.code, row.status));
        }
    }
    if pairs.is_empty() {
        return;
    }
    let of = if exhaustive.some {
        format!(" of {}", listed(&exhaustive.classes, "and"))
    } else {
        String::new()
    };
    let (shown, more) = pairs.split_at(pairs.len().min(SHOWN));
    let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    let text = text!(
        "`exhaustive`: {} of the {} documented pairs{of} {} claimed: {}{more}",
        pairs.len(),
        seen.len(),
        if pairs.len() == 1 { "is not" } else { "are not" },
        shown.join(", ")
    );
    let help = if exhaustive.some {
        "claim them with `code = …`; a `fallback` does not count"
    } else {
        "claim them, or ask for some classes only: `exhaustive(Backoff, Throttled)`; a `fallback` does not count"
    };
    errors.add(&exhaustive.key, text.help(help));
}
