//! The enum as a whole.

use syn::{Member, Type};

use crate::derive::prelude::*;

use super::overlap::overlaps;

pub(crate) fn enumeration(model: &Enum<'_>, diag: &mut Diagnostics) {
    let name = &model.item.ident;
    if model.variants.is_empty() {
        let line = message!(
            "`{name}` has no variants, so `#[derive(ApigRetryable)]` finds no API Gateway error to map"
        );
        let help = "give it a variant such as `#[apig(code = \"APIG.0308\")] Throttled`";
        diag.error(name, line.help(help));
    }
    parameters(model, diag);
    fallbacks(model, diag);
    overlaps(model, diag);
    if let Ok(Some(exhaustive)) = &model.options.exhaustive {
        if !model.variants.is_empty() && model.variants.iter().all(|variant| variant.is_valid) {
            missing(model, exhaustive, diag);
        }
    }
}

fn fallbacks(model: &Enum<'_>, diag: &mut Diagnostics) {
    let mut fallbacks = model.variants.iter().filter(|variant| variant.is_fallback());
    let first = fallbacks.next();
    for (at, second) in fallbacks.enumerate() {
        let Some(first) = first else { break };
        let line = message!(
            "only one variant can be `#[apig(fallback)]`, and `{}` already is",
            first.name()
        );
        diag.error(second.ident, line.help("claim its codes with `code = …`, or remove it"));
        if at == 0 {
            let line = message!("`{}` is the first `#[apig(fallback)]`", first.name());
            diag.error(first.ident, line);
        }
    }
    let Some(first) = model.meant_fallback() else { return };
    if let Some(attr) = first.own_from() {
        let line = message!(
            "with `#[apig(fallback)]` the derive writes the conversion, and this attribute has another derive write it, too"
        );
        diag.error(attr.path(), line.help("remove it"));
    }
    let whole = first.fields.first().map(|field| field.ty);
    for variant in &model.variants {
        for field in &variant.fields {
            own_from(variant, field, whole, diag);
        }
        if variant.may_claim() {
            // A key of the field that is on the variant is told there.
            let is_told = |field: &Field<'_>| {
                FieldKey::for_type(field.ty).is_some_and(|key| variant.has_attr("apig", key))
            };
            let no_key = |field: &&Field<'_>| matches!(field.key, Ok(None)) && !is_told(field);
            for field in variant.fields.iter().filter(no_key) {
                unfilled(variant, field, diag);
            }
        }
    }
}

/// Reports `#[from]` where it would write the conversion that this derive writes, or one beside it.
fn own_from(
    variant: &Variant<'_>,
    field: &Field<'_>,
    fallback: Option<&Type>,
    diag: &mut Diagnostics,
) {
    let Some(from) = field.own_from(fallback) else { return };
    let line = if is_apig_error(field.ty) {
        message!(
            "with `#[apig(fallback)]` the derive writes `From<ApigError>` itself, so `#[from]` writes it twice"
        )
    } else {
        message!(
            "with `#[apig(fallback)]` the derive writes the conversion, and `#[from]` writes another, which ignores all claims"
        )
    };
    // thiserror's `#[error(transparent)]` takes no `#[source]`.
    let is_transparent = variant.has_attr("error", "transparent");
    let help = if is_transparent { "remove `#[from]`" } else { "write `#[source]`" };
    diag.error(from.path(), line.help(help));
}

/// Reports type parameters where a key requires one type: the compiler would propose a bound by a hidden trait.
fn parameters(model: &Enum<'_>, diag: &mut Diagnostics) {
    let generics = &model.item.generics;
    for field in
        model.variants.iter().filter(|variant| variant.may_claim()).flat_map(|of| &of.fields)
    {
        let Some(key) = field.key().filter(|key| *key != FieldKey::Default) else { continue };
        if let Some(parameter) = parameter_in(field.ty, generics) {
            let spec = key.spec();
            let (name, types) = (spec.name, quoted_list(spec.types, "or"));
            let found = snippet(parameter);
            let found = if is_parameter(field.ty, generics) {
                format!("the type parameter `{found}`")
            } else {
                format!("one of the type parameter `{found}`")
            };
            let line = message!("`apig`: `{name}` requires a field of type {types}, found {found}");
            diag.error(
                field.ty,
                line.help("write that type, or `#[apig(default)]` for a `T: Default`"),
            );
        }
    }
}

/// Reports a field that the conversion cannot fill.
fn unfilled(variant: &Variant<'_>, field: &Field<'_>, diag: &mut Diagnostics) {
    let name = match &field.member {
        Member::Named(name) => format!("field `{name}`"),
        Member::Unnamed(index) => format!("field {}", index.index),
    };
    let line = message!(
        "{name} of `{}` has no `apig` key, so the conversion cannot fill it",
        variant.name()
    );
    let line = if let Some(key) = FieldKey::for_type(field.ty) {
        line.help(format!("add `#[apig({key})]`, which is for a field of this type"))
            .help(format!("the keys of a field are {}", Target::Field.listed()))
    } else {
        line.help("add `#[apig(default)]`, or a key for what the response says")
            .help(format!("the keys of a field are {}", Target::Field.listed()))
    };
    match &field.member {
        Member::Named(name) => diag.error(name, line),
        Member::Unnamed(_) => diag.error(field.ty, line),
    };
}

/// Reports the documented pairs that an `exhaustive` enum does not claim.
fn missing(model: &Enum<'_>, exhaustive: &Exhaustive, diag: &mut Diagnostics) {
    const SHOWN: usize = 10;
    let mut claimed = Vec::new();
    for (claim, _, pair) in model.variants.iter().flat_map(Variant::pairs) {
        if let (ClaimedCode::Documented(code), Some(status)) = (&claim.code, pair.status) {
            claimed.push((*code, status));
        }
    }
    let tables = table::claimed(model);
    let mut is_complete = true;
    for table in tables.iter().filter(|table| !table.complete) {
        is_complete = false;
        let line = message!(
            "`exhaustive`: the table of `{}` is known to be incomplete, so nothing claims all of it",
            table.family
        );
        let help = "remove `exhaustive`, or claim the codes of that family in an enum of their own";
        diag.error(&exhaustive.key, line.help(help));
    }
    if !is_complete {
        return;
    }
    let (mut seen, mut pairs) = (Vec::new(), Vec::new());
    let rows = tables.iter().flat_map(|table| table.rows);
    for row in rows.filter(|row| exhaustive.classes.contains(&row.verdict.retry)) {
        let pair = (row.code, row.status);
        if seen.contains(&pair) {
            continue;
        }
        seen.push(pair);
        if !claimed.contains(&pair) {
            pairs.push(format!("`{}` {}", row.code, row.status));
        }
    }
    let (verb, count) = match pairs.len() {
        0 => return,
        1 => ("is not", 1),
        count => ("are not", count),
    };
    let (of, help) = if exhaustive.is_listed {
        let of = format!(" of {}", quoted_list(&exhaustive.classes, "and"));
        (of, "a `fallback` does not count")
    } else {
        let help = "or ask for some classes only: `exhaustive(Backoff, Throttled)`; a `fallback` does not count";
        (String::new(), help)
    };
    let more = match count.checked_sub(SHOWN) {
        Some(more @ 1..) => format!(" and {more} more"),
        _ => String::new(),
    };
    pairs.truncate(SHOWN);
    let line =
        message!("`exhaustive`: {count} of the {} documented pairs{of} {verb} claimed", seen.len());
    let line = line.help(format!("claim {}{more} with `code = …`", pairs.join(", ")));
    diag.error(&exhaustive.key, line.help(help));
}
