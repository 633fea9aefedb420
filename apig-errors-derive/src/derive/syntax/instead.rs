//! What to write in place of what is no key.

use proc_macro2::{Punct, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Lit;

use crate::derive::prelude::*;

use super::extent::Item;

/// What to write for `#[apig = "…"]`.
pub(super) fn of_literal(literal: &Lit, target: Target) -> Option<String> {
    let key = quoted_key(literal, target).map(|key| format!("write `#[apig({key})]`"));
    key.or_else(|| quoted_code(literal, target))
}

/// What to write for `"…", "…"` in place of a key; `before` is the item before them.
pub(super) fn of_literals(before: Option<&Item>, values: &[TokenTree], target: Target) -> String {
    let literals = values.iter().filter_map(|token| match token {
        TokenTree::Literal(literal) => Some(Lit::new(literal.clone())),
        _ => None,
    });
    let literals: Vec<Lit> = literals.collect();
    let are = |kind: &dyn Fn(&Lit) -> bool| target == Target::Variant && literals.iter().all(kind);
    let code = VariantKey::Code.spec().name;
    let status = VariantKey::Status.spec().name;
    let several = if are(&|literal| quoted_code(literal, target).is_some()) {
        match before {
            Some(before) if before.ident == code => several_with(before, values),
            None if literals.len() > 1 => Some(several_values(code, values)),
            _ => None,
        }
    } else if are(&|literal| matches!(literal, Lit::Int(_))) {
        match (before, values) {
            (Some(before), _) if before.ident == status => several_with(before, values),
            (_, [only]) => Some(format!("write `status = {}`", snippet(only))),
            _ => Some(several_values(status, values)),
        }
    } else {
        None
    };
    let first = literals.first();
    let key = || Some(format!("write `{}`", quoted_key(first?, target)?));
    let code = || quoted_code(first?, target);
    several.or_else(key).or_else(code).unwrap_or_else(|| target.example().to_owned())
}

/// The key that is in this string.
fn quoted_key(literal: &Lit, target: Target) -> Option<&'static str> {
    let Lit::Str(text) = literal else { return None };
    target.meant(&text.value())
}

/// What to write for a string that may be a code.
fn quoted_code(literal: &Lit, target: Target) -> Option<String> {
    let Lit::Str(text) = literal else { return None };
    table::key_for_string(&text.value()).filter(|_| target == Target::Variant)
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
