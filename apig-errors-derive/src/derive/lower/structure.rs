//! What the attributes of a struct say.

use proc_macro2::Ident;

use crate::derive::prelude::*;

use super::{Fields, local::function, options::krate, two_roles};

/// Its options, and what gives its verdict.
pub(crate) fn structure(
    ident: &Ident,
    fields: &Fields<'_>,
    attr: &Entries<StructKey>,
    diag: &mut Diagnostics,
) -> (Options, Result<Role>) {
    let mut options = Options::default();
    let mut whole: Option<(&Entry<StructKey>, Result<Role>)> = None;
    for entry in &attr.list {
        let role = match entry.key {
            StructKey::Crate => {
                options.krate = krate(entry, diag).ok();
                continue;
            }
            StructKey::Transparent => entry.flag().map(|()| Role::Transparent),
            StructKey::Verdict => function(entry, diag).map(Role::Judged),
        };
        whole = Some(match whole {
            None => (entry, role),
            Some((first, _)) => (first, Err(two_roles(first, entry, diag))),
        });
    }
    let role = match (whole, attr.complete) {
        (Some((_, role)), _) => role,
        // A role on the field is told there.
        (None, complete) => complete
            .and(fields.misplaced.map_or(Ok(()), Err))
            .and_then(|()| Err(without_role(ident, fields.list.len(), diag))),
    };
    (options, role)
}

fn without_role(ident: &Ident, fields: usize, diag: &mut Diagnostics) -> Reported {
    let name = unraw(ident);
    let line = match fields {
        1 => message!(
            "the struct `{name}` requires `#[apig(transparent)]` or `#[apig(verdict = …)]`"
        )
        .help("add `#[apig(transparent)]`, where its field implements `ApigRetryable`")
        .help(
            "or `#[apig(verdict = path::to::function)]`, a `fn(&Field) -> Verdict` for its field",
        ),
        _ => message!(
            "`#[derive(ApigRetryable)]` is for enums and for structs with exactly one field"
        )
        .help(format!("implement `ApigRetryable` for `{name}` by hand"))
        .help(format!("or wrap it: `enum Error {{ #[apig(local)] {name}({name}) }}`")),
    };
    diag.error(ident, line)
}
