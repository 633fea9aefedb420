//! The table on the generated implementation, so that the mapping shows in the user's own
//! documentation.

use std::fmt::Write;

use apig_errors_catalog::TABLE_DATE;

use crate::derive::ast::{ClaimedCode, Enum, Role};

pub(crate) fn table(model: &Enum<'_>) -> String {
    let mut text = format!(
        "How failed calls map to the variants (API Gateway error codes of {TABLE_DATE}):\n\n\
         | variant | code | status | verdict |\n\
         | --- | --- | --- | --- |\n",
    );
    for variant in &model.variants {
        let name = variant.name();
        // Writing to a `String` does not fail.
        let _ = match &variant.role {
            Some(Role::Claims(claims)) => claims.iter().try_for_each(|claim| {
                let code = &claim.code;
                let status = claim.status.map_or_else(|| "every".to_owned(), |s| s.to_string());
                let declared = match (claim.declared, code) {
                    (true, ClaimedCode::Documented(_)) => " (overridden)",
                    _ => "",
                };
                writeln!(text, "| `{name}` | `{code}` | {status} | {}{declared} |", claim.verdict)
            }),
            Some(Role::Local(declared)) => writeln!(text, "| `{name}` | local | | {declared} |"),
            Some(Role::Transparent) => writeln!(text, "| `{name}` | of the inner error | | |"),
            Some(Role::Fallback) => {
                writeln!(text, "| `{name}` | every other | every | of the answer |")
            }
            None => Ok(()),
        };
    }
    text
}
