//! Reading a string, after `reason`.

use proc_macro2::TokenTree;
use syn::Lit;

use crate::derive::prelude::*;

/// The string after `key =`, and where it is. `why` ends the help that shows how one is written.
pub(super) fn read(
    entry: &Entry<VariantKey>,
    why: &str,
    diag: &mut Diagnostics,
) -> Result<(String, SpanRange)> {
    let key = &entry.ident;
    let form = || format!("write `{key} = \"…\"`{why}");
    let Value::Equals(tokens) = entry.value()? else {
        let line = message!("`apig`: `{key}` requires a string after `=`");
        return Err(diag.error(key, line.help(form())));
    };
    let written = SpanRange::of(tokens);
    let literal = match tokens.as_slice() {
        [TokenTree::Literal(literal)] => Some(Lit::new(literal.clone())),
        _ => None,
    };
    let message = match literal {
        Some(Lit::Str(text)) if text.suffix().is_empty() => return Ok((text.value(), written)),
        Some(Lit::Str(text)) => {
            message!("`apig`: unexpected suffix `{}` on the string of `{key}`", text.suffix())
                .help(format!("write `{key} = \"{}\"`", escaped(&text.value())))
        }
        _ => message!("`apig`: `{key}` is a string, not `{}`", dense_snippet(tokens))
            .help(if_macro(tokens).map_or_else(form, str::to_owned)),
    };
    Err(diag.error(written, message))
}
