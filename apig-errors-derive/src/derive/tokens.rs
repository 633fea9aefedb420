//! What reading tokens and showing them in messages have in common.

use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Lit;

use crate::derive::diagnostic::{Diagnostics, Partial, message};

/// The most characters of what was written that a message shows.
const LONGEST: usize = 40;

/// Returns an identifier's string without `r#`.
pub(crate) fn unraw(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

/// Removes the invisible groups that `macro_rules!` puts around what it substitutes.
pub(crate) fn flatten_groups(tokens: TokenStream) -> Vec<TokenTree> {
    let mut flattened = Vec::new();
    // A stack instead of recursion: nesting is the user's.
    let mut open = vec![tokens.into_iter()];
    while let Some(innermost) = open.last_mut() {
        match innermost.next() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
                open.push(group.stream().into_iter());
            }
            Some(token) => flattened.push(token),
            None => {
                open.pop();
            }
        }
    }
    flattened
}

pub(crate) fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

/// What to say where a macro call is in place of a string.
pub(crate) fn if_macro(tokens: &[TokenTree]) -> Option<&'static str> {
    let is_macro = matches!(tokens, [TokenTree::Ident(_), ..]) && is_punct(tokens.get(1), '!');
    is_macro.then_some("macros are not expanded inside attributes: write the string itself")
}

/// Splits a list in parentheses at its commas. Reports empty values and forgotten commas.
pub(crate) fn split_list(group: &Group, diag: &mut Diagnostics) -> Partial<Vec<TokenTree>> {
    let is_word = |token: &TokenTree| matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
    let mut complete = Ok(());
    let mut values: Vec<Vec<TokenTree>> = Vec::new();
    let mut value: Vec<TokenTree> = Vec::new();
    for token in flatten_groups(group.stream()) {
        if !is_punct(Some(&token), ',') {
            if let Some(before) = value.last().filter(|before| is_word(before) && is_word(&token)) {
                let (before, after) = (snippet(before), snippet(&token));
                let line = message!("`apig`: expected a comma between `{before}` and `{after}`");
                complete = Err(diag.error(&token, line));
                values.push(std::mem::take(&mut value));
            }
            value.push(token);
        } else if value.is_empty() {
            let line = message!("`apig`: expected a value before this comma");
            complete = Err(diag.error(&token, line));
        } else {
            values.push(std::mem::take(&mut value));
        }
    }
    if !value.is_empty() {
        values.push(value);
    }
    (values, complete)
}

/// Shows tokens as they were written, as far as messages need it: short.
pub(crate) fn snippet(tokens: &(impl ToTokens + ?Sized)) -> String {
    cut(tokens.to_token_stream().to_string())
}

/// The beginning of what is long.
pub(crate) fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The same without the spaces that the compiler may write between them.
pub(crate) fn dense_snippet(tokens: &[TokenTree]) -> String {
    cut(without_spaces(&quote!(#(#tokens)*).to_string()))
}

pub(crate) fn snippet_of(tokens: &[TokenTree]) -> String {
    snippet(&quote!(#(#tokens)*))
}

/// Shows what is in a list, whole, its commas without whitespace before them.
pub(crate) fn list_snippet(list: &TokenStream) -> String {
    let written = list.to_string();
    let mut list = String::new();
    for character in written.chars() {
        if character == ',' && list.ends_with(' ') {
            list.pop();
        }
        list.push(character);
    }
    list
}

/// Removes the spaces that the compiler may write between any two tokens; none of a string's, and none between
/// words.
pub(crate) fn without_spaces(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '"');
    let (mut is_string, mut before, mut dense) = (false, ' ', String::new());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '"' && before != '\\' {
            is_string = !is_string;
        }
        let next = characters.peek().copied();
        if is_string || character != ' ' || is_word(before) && next.is_some_and(is_word) {
            dense.push(character);
        }
        before = character;
    }
    dense
}

/// Shows a string in a message's line: short, and nothing in it breaks or turns the line.
pub(crate) fn escaped(text: &str) -> String {
    let mut line = String::new();
    for (at, character) in text.chars().enumerate() {
        if at == LONGEST {
            line.push('…');
            break;
        }
        // Not the quotes, which need no escape between backticks.
        match character {
            '"' | '\'' => line.push(character),
            _ => line.extend(character.escape_debug()),
        }
    }
    line
}

/// Returns the value of a string literal without a suffix.
pub(crate) fn string_value(literal: &Literal) -> Option<String> {
    let written = literal.to_string();
    if let Some(text) = written.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        // Without an escape it is its own value, which is how nearly all are written.
        if !text.contains(['\\', '\r']) {
            return Some(text.to_owned());
        }
    }
    match Lit::new(literal.clone()) {
        Lit::Str(text) if text.suffix().is_empty() => Some(text.value()),
        _ => None,
    }
}
