//! The items of an attribute: what one is, and where each begins and ends.

use proc_macro2::{Delimiter, Ident, TokenTree};

use crate::derive::prelude::*;

/// An entry whose key may be any word.
pub(super) struct Item {
    pub(super) ident: Ident,
    pub(super) value: Result<Value>,
    pub(super) place: Place,
}

/// Whether an item may begin here: a word before `=`, `(`, `,` or the end.
pub(super) fn begins_item(tokens: &[TokenTree]) -> bool {
    matches!(tokens.first(), Some(TokenTree::Ident(_)))
        && match tokens.get(1) {
            None => true,
            Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
            next => is_punct(next, '=') || is_punct(next, ','),
        }
}

/// How many tokens are before the next comma.
pub(super) fn comma(tokens: &[TokenTree]) -> usize {
    tokens.iter().position(|token| is_punct(Some(token), ',')).unwrap_or(tokens.len())
}

/// How many tokens the value takes: all up to the comma, whatever they are, unless an item begins where a comma is
/// missing.
pub(super) fn value_len(tokens: &[TokenTree], target: Target) -> usize {
    let ends = |at: &usize| {
        let token = &tokens[*at];
        // A word without a value may be one of the value's own, `"…" as Code`.
        let is_key = matches!(token, TokenTree::Ident(key)
            if target.names().contains(&unraw(key).as_str()) || is_punct(tokens.get(at + 1), '='));
        is_punct(Some(token), ';')
            || is_key
                && begins_item(&tokens[*at..])
                && !matches!(tokens[*at - 1], TokenTree::Punct(_))
    };
    let end = comma(tokens);
    (1..end).find(ends).unwrap_or(end)
}
