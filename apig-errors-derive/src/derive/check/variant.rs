//! A variant in itself.

use apig_errors_catalog::Retry;

use crate::derive::prelude::*;

/// What the only field holds.
const JUDGED: &str = "the error that the function is given";
const FORWARDED: &str =
    "an error that implements `ApigRetryable`, to which everything is forwarded";
const WHOLE: &str = "the `ApigError` that no other variant claims";

pub(crate) fn variant(variant: &Variant<'_>, diag: &mut Diagnostics) -> Result<()> {
    match &variant.role {
        Ok(Role::Claims(_)) => one_verdict(variant, diag),
        Ok(Role::Local(_)) => no_field_keys(variant, "a `local` variant", diag),
        Ok(Role::Judged(_)) => {
            only_field(variant, "local, verdict = …", "a `local` variant", JUDGED, diag)
        }
        Ok(Role::Transparent) => {
            only_field(variant, "transparent", "a `transparent` variant", FORWARDED, diag)
        }
        Ok(Role::Fallback) => only_field(variant, "fallback", "a `fallback` variant", WHOLE, diag),
        // What the attribute's mistake does not change.
        Err(reported) => match variant.meant {
            Some(RoleKey::Transparent) => one_field(variant, "transparent", FORWARDED, diag),
            Some(RoleKey::Fallback) => one_field(variant, "fallback", WHOLE, diag),
            _ => Ok(()),
        }
        .and(Err(*reported)),
    }
}

/// The same of a struct.
pub(crate) fn structure(whole: &Variant<'_>, diag: &mut Diagnostics) {
    let _ = match &whole.role {
        Ok(Role::Judged(_)) => only_field(whole, "verdict = …", "a struct", JUDGED, diag),
        Ok(_) => only_field(whole, "transparent", "a struct", FORWARDED, diag),
        Err(reported) => Err(*reported),
    };
}

/// Reports fields other than one without a key. `of` is what has them.
fn only_field(
    variant: &Variant<'_>,
    role: &str,
    of: &str,
    what: &str,
    diag: &mut Diagnostics,
) -> Result<()> {
    let result = one_field(variant, role, what, diag);
    result.and(no_field_keys(variant, of, diag))
}

fn one_field(variant: &Variant<'_>, role: &str, what: &str, diag: &mut Diagnostics) -> Result<()> {
    let count = match variant.fields.len() {
        1 => return Ok(()),
        0 => "none".to_owned(),
        more => more.to_string(),
    };
    let name = variant.name();
    let line = message!("`#[apig({role})]` requires exactly one field, but `{name}` has {count}");
    Err(diag.error(variant.ident, line.help(format!("give it one field: {what}"))))
}

fn no_field_keys(variant: &Variant<'_>, of: &str, diag: &mut Diagnostics) -> Result<()> {
    let mut result = Ok(());
    for field in &variant.fields {
        let Ok(Some((_, key))) = &field.key else { continue };
        let line = message!(
            "`apig`: the field key `{key}` has no meaning in {of}, which claims no response"
        );
        result = Err(diag.error(key, line.help("remove it")));
    }
    result
}

/// Reports claims with different verdicts, where the variant does not carry the response.
fn one_verdict(variant: &Variant<'_>, diag: &mut Diagnostics) -> Result<()> {
    // An unreadable key may be whichever is missing.
    if variant.has(FieldKey::Error) || variant.fields.iter().any(|field| field.key.is_err()) {
        return Ok(());
    }
    let pairs = variant.pairs();
    if let Some((_, mention, _)) = pairs.iter().find(|(_, mention, pair)| mention.is_open(*pair)) {
        let line = message!(
            "`apig`: `no_code` without `status` requires an `error` field: each status has its verdict"
        );
        let line = line
            .help(
                "write `no_code, status(502, 503, 504)`, or add a field `#[apig(error)] ApigError`",
            )
            .help("or declare one verdict for all statuses: `no_code, retry = …, reason = \"…\"`");
        return Err(diag.error(mention.written, line));
    }
    let Some((first_claim, _, first)) = pairs.first().copied() else { return Ok(()) };
    let (retry, outcome) = (first.outcome.retry, first.outcome);
    let differs =
        |other: Outcome| other.retry != retry || (retry != Retry::Never && other != outcome);
    // Of a pair that is claimed twice, that is told.
    let is_new = |(at, (claim, _, pair)): &(usize, &(&CodeClaim, _, Pair))| {
        let mut before = pairs[..*at].iter();
        !before.any(|(other, _, same)| other.code == claim.code && same.status == pair.status)
    };
    let mut others = pairs.iter().enumerate().filter(|(_, (.., pair))| differs(pair.outcome));
    let Some((_, &(claim, mention, other))) = others.find(is_new) else { return Ok(()) };
    let describe = |outcome: Outcome| match outcome.retry {
        Retry::Never => format!("`{}`", outcome.retry),
        _ => format!("`{}`, `{}`", outcome.retry, outcome.delivery),
    };
    let key = if other.outcome.retry == retry { "delivery" } else { "retry" };
    let line = message!("`{}` requires one verdict, but its claims have several", variant.name());
    let line = line.help(format!(
        "{} is {}, but {} is {}",
        first_claim.describe(first),
        describe(outcome),
        claim.describe(other),
        describe(other.outcome)
    ));
    Err(diag.error(
        mention.written,
        line.help(format!(
            "add a field `#[apig(error)] ApigError`, split the variant, or override one with `{key} = …, reason = \"…\"`"
        )),
    ))
}
