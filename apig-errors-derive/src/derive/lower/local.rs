//! Reading `local`, with or without what gives its verdict.

use apig_errors_catalog::Retry;
use syn::{Path, parse::Parser};

use crate::derive::prelude::*;

use super::{VariantAttr, modifiers::Modifiers};

/// The role of `local`: the verdict that its attribute declares, or the function that gives it.
pub(super) fn role(attr: &VariantAttr, diag: &mut Diagnostics) -> Result<Role> {
    let mut result = attr.entry().flag();
    let modifiers = Modifiers::read(&attr.entries, diag);
    diag.now_at(attr.entry().place);
    let Modifiers { status, readable: _, retry: _, delivery: _, reason: _, failed: _, may_miss: _ } =
        &modifiers;
    if let Some((status, _)) = status {
        let line = message!(
            "`apig`: a `local` error does not come from the gateway, so it has no `status`"
        );
        result = Err(diag.error(*status, line.help("remove it, or claim a `code`")));
    }
    let entries = &attr.entries.list;
    if let Some(entry) = entries.iter().find(|entry| entry.key == VariantKey::Verdict) {
        let function = function(entry, diag);
        let declared =
            |entry: &&Entry<_>| matches!(entry.key, VariantKey::Retry | VariantKey::Delivery);
        for other in entries.iter().filter(declared) {
            let line =
                message!("`apig`: `{}` and `{}` cannot be used together", entry.ident, other.ident);
            let help = "remove one: the function gives the retry class and the delivery";
            result = Err(diag.error(other, line.help(help)));
        }
        result?;
        modifiers.complete()?;
        return function.map(Role::Judged);
    }
    result = result.and(modifiers.check_delivery(Some(Retry::Never), diag));
    result?;
    modifiers.complete()?;
    modifiers.outcome(Retry::Never).map(Role::Local)
}

/// The path in `verdict = path`.
pub(super) fn function<K: Key>(entry: &Entry<K>, diag: &mut Diagnostics) -> Result<Path> {
    const HELP: &str =
        "write `verdict = path::to::function`, a `fn(&Field) -> Verdict` for the only field";
    let Value::Equals(tokens) = entry.value()? else {
        let line = message!("`apig`: `verdict` requires the path of a function after `=`");
        return Err(diag.error(entry, line.help(HELP)));
    };
    Path::parse_mod_style.parse2(tokens.iter().cloned().collect()).map_err(|_| {
        let found = without_spaces(&snippet_of(tokens));
        let line = message!("`apig`: `verdict` is the path of a function, not `{found}`");
        diag.error(SpanRange::of(tokens), line.help(HELP))
    })
}

/// Reports `verdict` beside a claim.
pub(super) fn no_function(attr: &VariantAttr, diag: &mut Diagnostics) -> Result<()> {
    let role = attr.entry().key.spec().name;
    let mut entries = attr.entries.list.iter();
    let Some(entry) = entries.find(|entry| entry.key == VariantKey::Verdict) else { return Ok(()) };
    let line = message!(
        "`apig`: `verdict` has no meaning beside `{role}`: it judges the error in a field"
    );
    Err(diag.error(entry, line.help("remove it, or write `retry = …, reason = \"…\"`")))
}
