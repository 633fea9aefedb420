//! Reading `no_code`: the responses without a code.

use apig_errors_catalog::Verdict;

use crate::derive::prelude::*;

use super::{VariantAttr, modifiers::Modifiers, overrides::Known};

/// The claim of `no_code`.
pub(super) fn claims(attr: &VariantAttr, diag: &mut Diagnostics) -> Result<Vec<CodeClaim>> {
    const EACH: &str = "name each status, such as `status(502, 503, 504)`";
    let modifiers = Modifiers::read(&attr.entries, diag);
    diag.now_at(attr.entry().place);
    let statuses = modifiers.statuses("no_code", EACH, diag);
    let mut result = attr.entry().flag().and(modifiers.complete());
    let known = |status| Known { code: None, status, verdict: Verdict::from_status(status) };
    let pairs: Vec<Known> =
        statuses.iter().flatten().filter_map(|status| status.map(known)).collect();
    let complete = attr.entries.complete.is_ok() && statuses.is_ok();
    let source = VerdictSource::Status;
    result = result.and(modifiers.check_override(&pairs, &source, complete, diag));
    if let (Some((delivery, _)), None, None) =
        (&modifiers.delivery, &modifiers.retry, &modifiers.status)
    {
        let line = message!(
            "`apig`: `delivery` of `no_code` requires `retry` or `status`: each status has its class"
        );
        let help = "add `status(502, 503, 504)`, or a `retry` class, such as `retry = Backoff`";
        result = Err(diag.error(*delivery, line.help(help)));
    }
    let statuses = statuses?;
    result?;
    // Where the status is open, so is the verdict, unless `retry` gives it.
    let pair = |status: Option<u16>| Pair {
        status,
        outcome: modifiers.apply(Verdict::from_status(status.unwrap_or(0))),
    };
    let pairs = statuses.into_iter().map(pair).collect();
    let mentions = vec![modifiers.mention((&attr.entry().ident).to_span_range(), pairs, source)];
    Ok(vec![CodeClaim { code: ClaimedCode::NoCode, mentions }])
}
