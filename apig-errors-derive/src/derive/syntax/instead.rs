//! What to write in place of what is no key.

use proc_macro2::{Punct, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Lit;

use crate::derive::prelude::*;

use super::items::Item;

/// What to write where a literal is in place of a key, or a quoted key.
pub(super) fn with_key(literal: &Lit, target: Target) -> Option<String> {
    let Lit::Str(text) = literal else { return None };
    let text = text.value();
    match target.meant(&text) {
        Some(key) => Some(format!("write `#[apig({key})]`")),
        None => table::key_for_string(&text).filter(|_| target == Target::Variant),
    }
}

/// What to write for `"…", "…"` in place of a key; `before` is the item before them.
pub(super) fn of_literals(before: Option<&Item>, values: &[TokenTree], target: Target) -> String {
    let Some(TokenTree::Literal(first)) = values.first() else {
        return target.example().to_owned();
    };
    let first = Lit::new(first.clone());
    let is_list = || {
        matches!(&first, Lit::Str(text) if table::key_for_string(&text.value()).is_some())
            .then(|| VariantKey::Code.spec().name)
            .or_else(|| matches!(first, Lit::Int(_)).then(|| VariantKey::Status.spec().name))
            .filter(|_| target == Target::Variant)
    };
    let several = is_list().and_then(|name| match before {
        Some(before) if before.ident == name => several_with(before, values),
        _ if name == VariantKey::Status.spec().name => match values {
            [only] => Some(format!("write `status = {}`", snippet(only))),
            _ => Some(several_values(name, values)),
        },
        None if values.len() > 1 => Some(several_values(name, values)),
        _ => None,
    });
    several.or_else(|| with_key(&first, target)).unwrap_or_else(|| target.example().to_owned())
}

/// What to write for `(code = "…")` or `("…", "…")` in place of an item.
pub(super) fn without_group(found: &TokenTree, target: Target) -> Option<String> {
    let TokenTree::Group(group) = found else { return None };
    let inner: Vec<TokenTree> = flatten_groups(group.stream());
    match inner.first()? {
        TokenTree::Ident(_) => Some(format!("write `{}`", list_snippet(&group.stream()))),
        TokenTree::Literal(_) => Some(of_literals(None, &inner, target)),
        _ => None,
    }
}

/// What to write for `code = "…", "…"` and `status(502), 504`.
fn several_with(before: &Item, values: &[TokenTree]) -> Option<String> {
    let first: Vec<TokenTree> = match before.value.as_ref().ok()? {
        Value::Equals(first) => first.clone(),
        Value::List(group) => group.stream().into_iter().collect(),
        Value::Flag => return None,
    };
    let mut all = first;
    all.push(TokenTree::Punct(Punct::new(',', Spacing::Alone)));
    all.extend_from_slice(values);
    Some(several_values(&before.ident.to_string(), &all))
}

/// What to write for these values, with something between them, after one key.
fn several_values(name: &str, values: &[TokenTree]) -> String {
    let values = values.iter().map(ToTokens::to_token_stream).collect::<TokenStream>();
    format!("for several write `{name}({})`", list_snippet(&values))
}
