//! Reading `unlisted = "DNS.0014"`: a code that the table does not hold.

use apig_errors_catalog::{
    __private::{is_usable, suggest},
    Code, Retry,
};
use proc_macro2::TokenTree;

use crate::derive::prelude::*;

use super::{VariantAttr, code::by_number, modifiers::Modifiers, word::choices};

/// The claim of `unlisted = "…"`.
pub(super) fn claims(
    attr: &VariantAttr,
    siblings: bool,
    diag: &mut Diagnostics,
) -> Result<Vec<CodeClaim>> {
    let modifiers = Modifiers::read(&attr.entries, diag);
    diag.now_at(attr.entry().place);
    let raw = read(attr.entry(), &modifiers, siblings, diag);
    let mut result = modifiers.complete();
    // Where the code is missing, too, what to write has both.
    let has_value = !matches!(attr.entry().value, Ok(Value::Flag));
    if has_value && modifiers.retry.is_none() && attr.entries.complete.is_ok() {
        let line = message!(
            "`apig`: `unlisted` requires `retry`, because the table does not know the code"
        );
        let help = format!("add `retry = …`: {}", choices(Retry::ALL));
        result = Err(diag.error(attr.entry(), line.help(help)));
    }
    result = result.and(modifiers.check_delivery(None, diag));
    let help = "remove `status`: the code then matches with every status";
    let statuses = modifiers.statuses("unlisted", help, diag)?;
    let (raw, written) = raw?;
    result?;
    let outcome = modifiers.outcome(Retry::Never)?;
    let pairs = statuses.into_iter().map(|status| Pair { status, outcome }).collect();
    let mentions = vec![modifiers.mention(written, pairs, VerdictSource::Table)];
    Ok(vec![CodeClaim { code: ClaimedCode::Unlisted(raw), mentions }])
}

/// The raw code and where it is.
pub(super) fn read(
    entry: &Entry<VariantKey>,
    modifiers: &Modifiers<'_>,
    siblings: bool,
    diag: &mut Diagnostics,
) -> Result<(String, SpanRange)> {
    const FORM: &str = "write `unlisted = \"DNS.0014\", retry = …`";
    let tokens = match entry.value()? {
        Value::Equals(tokens) => tokens.as_slice(),
        Value::Flag => {
            let line = message!("`apig`: `unlisted` requires a code");
            return Err(diag.error(entry, line.help(FORM)));
        }
        Value::List(_) => {
            let line = message!("`apig`: `unlisted` takes one code, not a list");
            let help = "write an `#[apig(unlisted = …)]` for each code";
            return Err(diag.error(entry, line.help(help)));
        }
    };
    let raw = match tokens {
        [TokenTree::Literal(literal)] => string_value(literal),
        _ => None,
    };
    let at = SpanRange::of(tokens);
    let Some(raw) = raw else {
        let found = dense_snippet(tokens);
        let line = message!("`apig`: `unlisted` is a string such as `\"DNS.0014\"`, not `{found}`");
        return Err(diag.error(at, line.help(if_macro(tokens).unwrap_or(FORM))));
    };
    match reject(&raw, modifiers, siblings) {
        None => Ok((raw, at)),
        Some(message) => Err(diag.error(at, message)),
    }
}

/// Why this code cannot be `unlisted`.
fn reject(raw: &str, modifiers: &Modifiers<'_>, siblings: bool) -> Option<Message> {
    let is_documented = |code: &Code| table::is_documented(*code);
    let claimed = |code| by_number(code, siblings).unwrap_or(code);
    match Code::parse(raw) {
        Ok(code) if is_documented(&code) => {
            let line = message!("`{raw}` is documented, so it is not `unlisted`");
            return Some(
                line.help(format!("write `#[apig({})]`", modifiers.as_claim_of(claimed(code)))),
            );
        }
        Ok(_) => return None,
        Err(_) => {}
    }
    // Four characters may well be some service's own, `0308` or `O.101`; what names the family, too, is
    // a typo.
    let names_family = raw.chars().filter(|c| c.is_alphanumeric()).count() > 4;
    let respelled = suggest::respell(raw).filter(|_| names_family);
    if respelled.is_none() && is_usable(raw.as_bytes()) {
        return None;
    }
    let spelled = escaped(raw);
    match respelled {
        Some(code) if is_documented(&code) => {
            let line = message!("`{spelled}` is not how the documented code `{code}` is written");
            return Some(
                line.help(format!("write `#[apig({})]`", modifiers.as_claim_of(claimed(code)))),
            );
        }
        Some(code) => {
            let line = message!(
                "`{spelled}` is not how the gateway writes `{code}`, so it would never match"
            );
            return Some(line.help(format!("write `unlisted = \"{code}\"`")));
        }
        None => {}
    }
    let line = message!("`apig`: `\"{spelled}\"` cannot be an error code, so it would never match");
    Some(line.help(
        "a code has 1 to 64 characters from `A-Z a-z 0-9 . _ -`, is not only zeros after its last dot, and is not an HTTP status",
    ))
}
