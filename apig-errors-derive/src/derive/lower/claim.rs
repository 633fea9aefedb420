//! Reading `code = …` and `code(…)`: the claimed codes and statuses, held against the table.

use apig_errors_catalog::{__private::suggest, Code, Retry};
use proc_macro2::TokenTree;

use crate::derive::prelude::*;

use super::{
    VariantAttr,
    code::{self, Context},
    modifiers::Modifiers,
    overrides::Known,
    status::{Statuses, Written},
};

/// A documented code, and where the attribute names it.
type Named = (Code, SpanRange);

/// The claims of one attribute: each of its codes, with one mention.
pub(super) fn claims(
    attr: &VariantAttr,
    siblings: bool,
    diag: &mut Diagnostics,
) -> Result<Vec<CodeClaim>> {
    let modifiers = Modifiers::read(&attr.entries, diag);
    let context = Context { status: modifiers.status_hint(), siblings };
    diag.now_at(attr.entry().place);
    let (codes, mut result) = codes(attr.entry(), context, diag);
    let given = modifiers.status.as_ref().map(|(_, statuses)| statuses.as_ref());
    let mut rows: Vec<Known> = Vec::new();
    for named @ (code, _) in &codes {
        let (statuses, complete) = match given {
            None if attr.entries.complete.is_err() || has_status(attr.entry()) => {
                (Vec::new(), Ok(()))
            }
            None => only_status(*named, diag),
            Some(Err(reported)) => {
                diag.now_at(attr.place(VariantKey::Status));
                let _ = documented_statuses(*code, &modifiers.readable, codes.len() == 1, diag);
                (Vec::new(), Err(*reported))
            }
            Some(Ok(Statuses::Any(_))) => (table::statuses(*code), Ok(())),
            Some(Ok(Statuses::List(written))) => {
                diag.now_at(attr.place(VariantKey::Status));
                documented_statuses(*code, written, codes.len() == 1, diag)
            }
        };
        result = result.and(complete);
        let known =
            |status| Some(Known { code: Some(*code), status, verdict: code.row(status)?.verdict });
        rows.extend(statuses.into_iter().filter_map(known));
    }
    diag.now_at(attr.entry().place);
    if let Some(Ok(Statuses::Any(any))) = given {
        result = result.and(check_any(&codes, *any, diag));
    }
    // An unreadable code may belong to another service, for which the table says nothing.
    let complete = attr.entries.complete.is_ok() && !codes.is_empty();
    result = result.and(modifiers.check_override(&rows, &VerdictSource::Table, complete, diag));
    result.and(modifiers.complete())?;
    let claims = codes.into_iter().map(|(code, written)| {
        let pairs = rows
            .iter()
            .filter(|row| row.code == Some(code))
            .map(|row| Pair { status: Some(row.status), outcome: modifiers.apply(row.verdict) });
        let mentions = vec![modifiers.mention(written, pairs.collect(), VerdictSource::Table)];
        CodeClaim { code: ClaimedCode::Documented(code), mentions }
    });
    Ok(claims.collect())
}

/// Whether this is `code("…", status = …)`, whose status is told to be elsewhere.
fn has_status(entry: &Entry<VariantKey>) -> bool {
    let Ok(Value::List(group)) = &entry.value else { return false };
    let is_key = |token: &TokenTree| matches!(token, TokenTree::Ident(key) if key == "status");
    group.stream().into_iter().any(|token| is_key(&token))
}

/// The codes of `code = …` and `code(…)`.
pub(super) fn codes(
    entry: &Entry<VariantKey>,
    context: Context,
    diag: &mut Diagnostics,
) -> Partial<Named> {
    const HELP: &str = "write `code = \"APIG.0308\"` or `code(\"APIG.0301\", \"APIG.0307\")`";
    let (values, mut complete) = entry.values([HELP, HELP], diag);
    let mut codes: Vec<Named> = Vec::new();
    for tokens in values {
        let at = SpanRange::of(&tokens);
        match code::read(&tokens, context, diag) {
            Ok(code) if codes.iter().any(|(earlier, _)| *earlier == code) => {
                let line = message!("`{code}` is listed twice");
                complete = Err(diag.error(at, line.help("remove one")));
            }
            Ok(code) => codes.push((code, at)),
            Err(reported) => complete = Err(reported),
        }
    }
    (codes, complete)
}

/// The status of a code that is claimed without one.
fn only_status((code, written): Named, diag: &mut Diagnostics) -> Partial<u16> {
    let statuses = table::statuses(code);
    if statuses.len() == 1 {
        return (statuses, Ok(()));
    }
    let line = message!(
        "`{code}` has {} statuses with different verdicts, so it requires `status`",
        statuses.len()
    );
    let message = line
        .help(by_class(code))
        .help("write `status = 502` or `status(502, 504)`, or `status = any` with a field `#[apig(error)] ApigError`");
    (Vec::new(), Err(diag.error(written, message)))
}

/// The given statuses of a code; reports those that it is not documented with.
fn documented_statuses(
    code: Code,
    given: &[Written],
    alone: bool,
    diag: &mut Diagnostics,
) -> Partial<u16> {
    let documented = table::statuses(code);
    let mut complete = Ok(());
    for (status, written) in given.iter().filter(|(status, _)| !documented.contains(status)) {
        complete = Err(diag.error(*written, undocumented(code, *status, &documented, alone)));
    }
    (given.iter().map(|(status, _)| *status).collect(), complete)
}

/// Formats `Never: 400, 413, 414 and 494; Backoff: 500, 502 and 504`.
fn by_class(code: Code) -> String {
    let mut classes = Vec::new();
    for class in Retry::ALL {
        let statuses = table::statuses_where(code, |row| row.verdict.retry == *class);
        if !statuses.is_empty() {
            classes.push(format!("`{class}` for {}", list(statuses, "and")));
        }
    }
    format!("the table says {}", classes.join("; "))
}

/// A status that the code is not documented with; `alone`: it is the only code of its attribute.
fn undocumented(code: Code, status: u16, documented: &[u16], alone: bool) -> Message {
    let line = message!(
        "`{code}` is not documented with status {status}, only with {}",
        list(documented, "and")
    );
    let line = match documented {
        // Only a table that holds every row can say that there is no other status.
        [_] if !code.table().complete => line,
        // The others of its attribute may well be documented with it.
        [_] if !alone => line.help(format!(
            "claim `{code}` in an attribute of its own, without `status`: other statuses of this code reach this variant anyway"
        )),
        _ if !alone => {
            line.help(format!("claim `{code}` in an attribute of its own, with a `status` of these"))
        }
        [only] => line.help(format!(
            "remove `status`, or write `status = {only}`: other statuses of this code reach this variant anyway"
        )),
        _ => line,
    };
    let other = suggest::only_code_with(status).filter(|other| other.family() == code.family());
    line.maybe_help(
        other.map(|other| format!("the one code documented with {status} is `{other}`")),
    )
}

/// Reports `status = any` where a code has one status.
fn check_any(codes: &[Named], any: SpanRange, diag: &mut Diagnostics) -> Result<()> {
    let has_one = |code: &Code| table::statuses(*code).len() == 1;
    let single: Vec<Code> = codes.iter().map(|(code, _)| *code).filter(has_one).collect();
    let verb = match single.len() {
        0 => return Ok(()),
        1 => "is",
        _ => "are each",
    };
    let line = message!(
        "`status = any` is not needed: {} {verb} documented with one status",
        quoted_list(&single, "and")
    );
    let help = if single.len() == codes.len() {
        "remove `status`: responses with other statuses reach this variant too"
    } else {
        "claim it in an attribute of its own, without `status`"
    };
    Err(diag.error(any, line.help(help)))
}
