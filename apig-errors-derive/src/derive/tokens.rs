//! From an attribute's tokens to its items, `key`, `key = value` or `key(…)`, recovering at commas,
//! so that one slip does not hide the next.

use apig_errors_catalog::{Code, ParseCodeError};
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Lit, Meta};

use crate::derive::{
    ast::plain,
    errors::{Errors, Extent, Text, text},
    table,
};

/// One item of an attribute.
pub(crate) struct Item {
    pub(crate) key: Ident,
    /// The key's text, which is asked for often.
    pub(crate) name: String,
    pub(crate) value: Value,
}

/// What follows an item's key.
pub(crate) enum Value {
    /// Nothing.
    Flag,
    /// `= …`: at least one token.
    Equals(Vec<TokenTree>),
    /// `(…)`.
    List(Group),
    /// Something that is reported already.
    Hole,
}

/// Where an attribute stands, for what its messages show.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Enum,
    Variant,
    Field,
}

impl Place {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Enum => "an enum",
            Self::Variant => "a variant",
            Self::Field => "a field",
        }
    }

    /// A right attribute for this place.
    fn example(self) -> &'static str {
        match self {
            Self::Enum => {
                "`#[apig(siblings)]`, `#[apig(exhaustive)]` or `#[apig(crate = \"path\")]`"
            }
            Self::Variant => {
                "`#[apig(code = \"APIG.0308\")]`, `#[apig(local)]`, `#[apig(transparent)]` or `#[apig(fallback)]`"
            }
            Self::Field => "`#[apig(error)]`, `#[apig(message)]` or another field key",
        }
    }
}

/// The items of one `#[apig(…)]`. What is wrong with its shape is reported here.
pub(crate) fn items(attr: &Attribute, place: Place, errors: &mut Errors) -> Vec<Item> {
    let list = match &attr.meta {
        Meta::List(list) if matches!(list.delimiter, syn::MacroDelimiter::Paren(_)) => list,
        Meta::List(_) => {
            errors.add(
                attr,
                text!("`#[apig]` takes its keys in round brackets").help(example(place)),
            );
            return Vec::new();
        }
        Meta::Path(_) => {
            errors.add(attr, text!("`#[apig]` says nothing without a key").help(example(place)));
            return Vec::new();
        }
        Meta::NameValue(pair) => {
            let code = match &pair.value {
                syn::Expr::Lit(literal) if place == Place::Variant => Some(&literal.lit),
                _ => None,
            };
            let line = text!(
                "`#[apig = …]` is not a form of this attribute: keys stand in round brackets"
            );
            errors.add(attr, line.help(bare_code(code, place)));
            return Vec::new();
        }
    };
    let tokens = flat(list.tokens.clone());
    if tokens.is_empty() {
        errors.add(attr, text!("`#[apig()]` says nothing without a key").help(example(place)));
        return Vec::new();
    }
    read(&tokens, place, errors)
}

fn example(place: Place) -> String {
    format!("write {}", place.example())
}

/// Where a text stands that may be a code, the attribute with that code.
fn bare_code(literal: Option<&Lit>, place: Place) -> String {
    match literal {
        Some(Lit::Str(text)) => match Code::parse(&text.value()) {
            Ok(code) if !code.rows().is_empty() => format!("write `#[apig(code = \"{code}\")]`"),
            Err(ParseCodeError::Foreign) => {
                let raw = as_written(&text.value());
                format!("write `#[apig(foreign = \"{raw}\", retry = …)]`")
            }
            _ => example(place),
        },
        _ => example(place),
    }
}

/// The tokens without the invisible groups that `macro_rules!` puts around what it substitutes.
pub(crate) fn flat(tokens: TokenStream) -> Vec<TokenTree> {
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

/// Whether an item may begin here: a word before `=`, `(`, `,` or the end.
fn begins_item(tokens: &[TokenTree]) -> bool {
    matches!(tokens.first(), Some(TokenTree::Ident(_)))
        && match tokens.get(1) {
            None | Some(TokenTree::Group(_)) => true,
            next => is_punct(next, '=') || is_punct(next, ','),
        }
}

fn read(tokens: &[TokenTree], place: Place, errors: &mut Errors) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = tokens;
    while let Some((token, behind)) = rest.split_first() {
        rest = match token {
            TokenTree::Ident(_) if is_path(behind) => path_key(rest, errors),
            TokenTree::Ident(key) => {
                let (value, behind) = value(key, behind, errors);
                items.push(Item { key: key.clone(), name: key.to_string(), value });
                end_of_item(key, behind, errors)
            }
            TokenTree::Punct(comma) if comma.as_char() == ',' => {
                errors.add(token, text!("`apig`: expected a key before this comma"));
                behind
            }
            TokenTree::Literal(literal) => {
                let values = further_values(rest);
                let help = match items.last() {
                    None if values.len() > 1 => Some(listed_values("code", values)),
                    before => as_list(before, values),
                };
                let help =
                    help.unwrap_or_else(|| bare_code(Some(&Lit::new(literal.clone())), place));
                let text = text!("`apig`: expected a key, found `{literal}`");
                errors.add(Extent::of(values), text.help(help));
                after_comma(&rest[values.len()..])
            }
            other => {
                errors.add(token, text!("`apig`: expected a key, found `{}`", shown(other)));
                after_comma(behind)
            }
        };
    }
    items
}

/// The literals that stand here, with the commas between them.
fn further_values(tokens: &[TokenTree]) -> &[TokenTree] {
    let is_literal = |at: usize| matches!(tokens.get(at), Some(TokenTree::Literal(_)));
    let mut len = 1;
    while is_punct(tokens.get(len), ',') && is_literal(len + 1) {
        len += 2;
    }
    &tokens[..len]
}

/// What to write for `code = "…", "…"`, where several values stand behind `=`.
fn as_list(before: Option<&Item>, values: &[TokenTree]) -> Option<String> {
    let Item { name, value: Value::Equals(first), .. } = before? else { return None };
    if name != "code" && name != "status" {
        return None;
    }
    let mut all = first.clone();
    all.push(TokenTree::Punct(Punct::new(',', Spacing::Alone)));
    all.extend_from_slice(values);
    Some(listed_values(name, &all))
}

/// What to write for these values, with something between them, behind one key.
fn listed_values(name: &str, values: &[TokenTree]) -> String {
    let mut list = String::new();
    for value in values.iter().step_by(2) {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(&shown(value));
    }
    format!("for several write `{name}({list})`")
}

/// A right use of a key that takes a value.
fn example_of(key: &Ident) -> Option<String> {
    let value = match plain(key).as_str() {
        "code" => "\"APIG.0308\"",
        "foreign" => "\"DNS.0014\"",
        "status" => "502",
        "retry" => "Backoff",
        "delivery" => "NotDelivered",
        "reason" => "\"…\"",
        "crate" => "\"my_sdk::apig_errors\"",
        _ => return None,
    };
    Some(format!("write `{key} = {value}`"))
}

fn is_path(tokens: &[TokenTree]) -> bool {
    is_punct(tokens.first(), ':') && is_punct(tokens.get(1), ':')
}

/// Reports `apig::code`, and passes over its item.
fn path_key<'t>(tokens: &'t [TokenTree], errors: &mut Errors) -> &'t [TokenTree] {
    let len = tokens
        .iter()
        .take_while(|token| matches!(token, TokenTree::Ident(_)) || is_punct(Some(token), ':'))
        .count();
    let path = &tokens[..len];
    let text = text!("`apig`: keys are single words, not paths");
    let help = path.last().map(|last| match last {
        TokenTree::Ident(name) if table::is_documented_name(&name.to_string()) => {
            format!("write `code = {name}`")
        }
        last => format!("write `{last}`"),
    });
    errors.add(Extent::of(path), text.maybe_help(help));
    after_comma(tokens)
}

/// The value behind a key, and what stands behind that.
fn value<'t>(
    key: &Ident,
    tokens: &'t [TokenTree],
    errors: &mut Errors,
) -> (Value, &'t [TokenTree]) {
    match tokens.first() {
        None => (Value::Flag, tokens),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            (Value::List(group.clone()), &tokens[1..])
        }
        token if is_punct(token, ',') => (Value::Flag, tokens),
        token if is_punct(token, '=') => {
            let behind = &tokens[1..];
            match value_len(behind) {
                0 => {
                    let text = text!("`apig`: expected a value behind `{key} =`");
                    errors.add(&tokens[0], text.maybe_help(example_of(key)));
                    (Value::Hole, behind)
                }
                len => (Value::Equals(behind[..len].to_vec()), &behind[len..]),
            }
        }
        _ if begins_item(tokens) => (Value::Flag, tokens),
        Some(token) => {
            let shown = shown(token);
            let text =
                text!("`apig`: expected `=`, `(` or a comma behind `{key}`, found `{shown}`");
            let text = match token {
                TokenTree::Literal(_) => text.help(format!("write `{key} = {shown}`")),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                    text.help(format!("write `{key}({})`", shown_list(group)))
                }
                TokenTree::Punct(_) => text.help(format!("write `{key} = …`")),
                _ => text,
            };
            errors.add(token, text);
            (Value::Hole, after_item(tokens))
        }
    }
}

/// How many tokens the value takes: a sign with its number, a range, a path, a macro call, or one.
fn value_len(tokens: &[TokenTree]) -> usize {
    match tokens {
        [] => 0,
        [TokenTree::Punct(comma), ..] if comma.as_char() == ',' => 0,
        [TokenTree::Punct(_), TokenTree::Literal(_), ..] => 2,
        // `500..=504`.
        [TokenTree::Literal(_), dot, ..] if is_punct(Some(dot), '.') => {
            tokens.len() - after_item(tokens).len()
        }
        [TokenTree::Ident(_) | TokenTree::Punct(_), ..] => {
            // Up to the comma, unless an item begins where one is missing.
            let end =
                tokens.iter().position(|token| is_punct(Some(token), ',')).unwrap_or(tokens.len());
            (1..end)
                .find(|&at| {
                    begins_item(&tokens[at..]) && !matches!(tokens[at - 1], TokenTree::Punct(_))
                })
                .unwrap_or(end)
        }
        _ => 1,
    }
}

/// What stands behind an item: a comma, or the end; a forgotten comma is reported.
fn end_of_item<'t>(key: &Ident, tokens: &'t [TokenTree], errors: &mut Errors) -> &'t [TokenTree] {
    match tokens.first() {
        None => tokens,
        token if is_punct(token, ',') => &tokens[1..],
        Some(token) => {
            let text = text!("`apig`: expected a comma between `{key}` and `{}`", shown(token));
            let help = match token {
                _ if is_punct(Some(token), ';') => Some("write a comma instead of `;`".to_owned()),
                TokenTree::Literal(_) => several(key),
                _ if is_punct(Some(token), '|') => several(key),
                _ => None,
            };
            errors.add(token, text.maybe_help(help));
            if begins_item(tokens) { tokens } else { after_comma(tokens) }
        }
    }
}

/// What to write for several values of a key.
fn several(key: &Ident) -> Option<String> {
    let list = match plain(key).as_str() {
        "code" => "code(\"…\", \"…\")",
        "status" => "status(502, 504)",
        _ => return None,
    };
    Some(format!("for several write `{list}`"))
}

fn after_item(tokens: &[TokenTree]) -> &[TokenTree] {
    let comma = tokens.iter().position(|token| is_punct(Some(token), ','));
    &tokens[comma.unwrap_or(tokens.len())..]
}

fn after_comma(tokens: &[TokenTree]) -> &[TokenTree] {
    after_item(tokens).get(1..).unwrap_or_default()
}

/// The values of a bracketed list, split at its commas. Empty places and forgotten commas are reported.
pub(crate) fn list(group: &Group, errors: &mut Errors) -> Vec<Vec<TokenTree>> {
    let is_word = |token: &TokenTree| matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
    let tokens = flat(group.stream());
    let mut values: Vec<Vec<TokenTree>> = Vec::new();
    let mut value: Vec<TokenTree> = Vec::new();
    for token in tokens {
        if !is_punct(Some(&token), ',') {
            if let Some(before) = value.last().filter(|before| is_word(before) && is_word(&token)) {
                let (before, behind) = (shown(before), shown(&token));
                let text = text!("`apig`: expected a comma between `{before}` and `{behind}`");
                errors.add(&token, text);
                values.push(std::mem::take(&mut value));
            }
            value.push(token);
        } else if value.is_empty() {
            errors.add(&token, text!("`apig`: expected a value before this comma"));
        } else {
            values.push(std::mem::take(&mut value));
        }
    }
    if !value.is_empty() {
        values.push(value);
    }
    values
}

/// Tokens as one span.
pub(crate) fn spanned(tokens: &[TokenTree]) -> TokenStream {
    quote!(#(#tokens)*)
}

/// The most characters of what was written that a message shows.
const LONGEST: usize = 40;

/// The tokens as they were written, as far as messages need it: short.
pub(crate) fn shown(tokens: &(impl ToTokens + ?Sized)) -> String {
    let text = tokens.to_token_stream().to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Without the blanks that the compiler may write between any two tokens.
pub(crate) fn joined_up(text: &str) -> String {
    text.split(' ').collect()
}

/// What stands in a list, its commas without a blank before them.
pub(crate) fn shown_list(group: &Group) -> String {
    let mut list = String::new();
    for character in shown(&group.stream()).chars() {
        if character == ',' && list.ends_with(' ') {
            list.pop();
        }
        list.push(character);
    }
    list
}

/// The text of a literal, for a message's line: short, and nothing in it breaks or turns the line.
pub(crate) fn as_written(text: &str) -> String {
    let mut line = String::new();
    for (at, character) in text.chars().enumerate() {
        if at == LONGEST {
            line.push('…');
            break;
        }
        // Not the quotes, which stand for themselves between backticks.
        match character {
            '"' | '\'' => line.push(character),
            _ => line.extend(character.escape_debug()),
        }
    }
    line
}

/// A value that stands where one token is wanted.
pub(crate) fn wrong_value(errors: &mut Errors, tokens: &[TokenTree], text: impl Into<Text>) {
    errors.add(Extent::of(tokens), text);
}

/// The text of a string literal without a suffix.
pub(crate) fn text_of(literal: &Literal) -> Option<String> {
    let written = literal.to_string();
    if let Some(text) = written.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        // Nothing in it stands for something else, which is how nearly all are written.
        if !text.contains(['\\', '\r']) {
            return Some(text.to_owned());
        }
    }
    match Lit::new(literal.clone()) {
        Lit::Str(text) if text.suffix().is_empty() => Some(text.value()),
        _ => None,
    }
}
