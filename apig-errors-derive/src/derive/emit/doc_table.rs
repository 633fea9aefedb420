//! The table on the generated implementation, so that the mapping is part of the user's own
//! documentation.

use std::fmt::Write;

use apig_errors_catalog::{Family, Table};

use crate::derive::prelude::*;

pub(super) fn doc_table(model: &Enum<'_>) -> String {
    let tables = table::claimed(model);
    let of = match tables.as_slice() {
        [table] if table.family == Family::Apig => {
            format!("API Gateway error codes of {}", table.date)
        }
        tables => {
            let of = |table: &&Table| format!("`{}` of {}", table.family, table.date);
            format!("error codes of {}", list(tables.iter().map(of), "and"))
        }
    };
    let mut text = format!(
        "How failed calls map to the variants ({of}):\n\n\
         | variant | code | status | verdict |\n\
         | --- | --- | --- | --- |\n",
    );
    for variant in &model.variants {
        let name = variant.name();
        // Writing to a `String` does not fail.
        let _ = match &variant.role {
            Ok(Role::Claims(_)) => {
                variant.pairs().into_iter().try_for_each(|(claim, mention, pair)| {
                    let (code, Outcome { retry, delivery }) = (&claim.code, pair.outcome);
                    let status = pair.status.map_or_else(|| "every".to_owned(), |s| s.to_string());
                    let note = match code {
                        ClaimedCode::Unlisted(_) => "",
                        _ if mention.is_override() => " (overridden)",
                        _ => "",
                    };
                    match code {
                        ClaimedCode::NoCode if mention.is_open(pair) => {
                            writeln!(text, "| `{name}` | none | every | of the response |")
                        }
                        ClaimedCode::NoCode => writeln!(
                            text,
                            "| `{name}` | none | {status} | {retry}, {delivery}{note} |"
                        ),
                        _ => writeln!(
                            text,
                            "| `{name}` | `{code}` | {status} | {retry}, {delivery}{note} |"
                        ),
                    }
                })
            }
            Ok(Role::Local(Outcome { retry, delivery })) => {
                writeln!(text, "| `{name}` | local | | {retry}, {delivery} |")
            }
            Ok(Role::Judged(_)) => writeln!(text, "| `{name}` | of a function | | |"),
            Ok(Role::Transparent) => writeln!(text, "| `{name}` | of the inner error | | |"),
            Ok(Role::Fallback) => {
                writeln!(text, "| `{name}` | every other | every | of the response |")
            }
            Err(_) => Ok(()),
        };
    }
    text
}
