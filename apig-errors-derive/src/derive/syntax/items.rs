//! From an attribute's tokens to its items, `key`, `key = value` or `key(…)`, recovering at commas, so
//! that one typo does not hide the next.

use proc_macro2::{Delimiter, Ident, Literal, Punct, Spacing, TokenTree};
use syn::{Attribute, Lit, Meta};

use crate::derive::prelude::*;

/// An entry whose key may be any word.
pub(super) struct Item {
    pub(super) ident: Ident,
    pub(super) value: Result<Value>,
    pub(super) place: Place,
}

/// The items of some attributes.
pub(super) struct Items {
    pub(super) found: Vec<Item>,
    /// The words that recovering has skipped.
    pub(super) skipped: Vec<String>,
    pub(super) complete: Result<()>,
}

impl Default for Items {
    fn default() -> Self {
        Self { found: Vec::new(), skipped: Vec::new(), complete: Ok(()) }
    }
}

impl Items {
    /// Reads one `#[apig(…)]`, and reports what is wrong with its form.
    pub(super) fn read(&mut self, attr: &Attribute, target: Target, diag: &mut Diagnostics) {
        diag.next_place();
        let mut parser = Parser { items: self, target, diag };
        match &attr.meta {
            Meta::List(list) => {
                let tokens = flatten_groups(list.tokens.clone());
                let line = match &list.delimiter {
                    syn::MacroDelimiter::Paren(_) if !tokens.is_empty() => {
                        return parser.parse(&tokens);
                    }
                    syn::MacroDelimiter::Paren(_) => message!("`#[apig()]` requires a key"),
                    _ => message!("`#[apig]` takes its keys in parentheses"),
                };
                parser.error(attr, line.help(target.example()));
                parser.skip(&tokens);
            }
            Meta::Path(_) => {
                let line = message!("`#[apig]` requires a key");
                parser.error(attr, line.help(target.example()));
            }
            Meta::NameValue(pair) => {
                let code = match &pair.value {
                    syn::Expr::Lit(literal) if target == Target::Variant => Some(&literal.lit),
                    _ => None,
                };
                let line = message!("expected `#[apig(…)]`, found `#[apig = …]`");
                parser.error(attr, line.help(with_key(code, target)));
            }
        }
    }
}

/// What to write where a literal is in place of a key.
fn with_key(literal: Option<&Lit>, target: Target) -> String {
    let help = match literal {
        Some(Lit::Str(text)) => table::key_for_string(&text.value()),
        _ => None,
    };
    help.unwrap_or_else(|| target.example().to_owned())
}

struct Parser<'p> {
    items: &'p mut Items,
    target: Target,
    diag: &'p mut Diagnostics,
}

impl Parser<'_> {
    fn error(&mut self, at: impl ToSpanRange, message: impl Into<Message>) -> Reported {
        let reported = self.diag.error(at, message);
        self.items.complete = Err(reported);
        reported
    }

    fn parse(&mut self, mut rest: &[TokenTree]) {
        while let Some((token, after)) = rest.split_first() {
            let place = self.diag.next_place();
            rest = match token {
                TokenTree::Ident(_)
                    if is_punct(after.first(), ':') && is_punct(after.get(1), ':') =>
                {
                    self.path_key(rest)
                }
                TokenTree::Ident(first) if is_punct(after.first(), '-') => {
                    self.hyphenated_key(first, rest)
                }
                TokenTree::Ident(key) => {
                    let (value, after) = self.value(key, after);
                    self.items.found.push(Item { ident: key.clone(), value, place });
                    self.end_of_item(key, after)
                }
                TokenTree::Punct(comma) if comma.as_char() == ',' => {
                    self.error(token, message!("`apig`: expected a key before this comma"));
                    after
                }
                TokenTree::Literal(literal) => self.bare_values(literal, rest),
                other => {
                    let found = snippet(other);
                    self.error(token, message!("`apig`: expected a key, found `{found}`"));
                    self.skip_item(after)
                }
            };
        }
    }

    /// Reports `"…"` or `"…", "…"` in place of a key.
    fn bare_values<'t>(&mut self, first: &Literal, rest: &'t [TokenTree]) -> &'t [TokenTree] {
        let is_literal = |at: usize| matches!(rest.get(at), Some(TokenTree::Literal(_)));
        let mut len = 1;
        while is_punct(rest.get(len), ',') && is_literal(len + 1) {
            len += 2;
        }
        let (values, after) = rest.split_at(len);
        let help = match self.items.found.last() {
            None if len > 1 => Some(several_values("code", values)),
            before => several_with(before, values),
        };
        let help = help.unwrap_or_else(|| with_key(Some(&Lit::new(first.clone())), self.target));
        let line = message!("`apig`: expected a key, found `{first}`");
        self.error(SpanRange::of(values), line.help(help));
        self.skip_item(after)
    }

    /// Reports `request-id`, and skips its item.
    fn hyphenated_key<'t>(&mut self, first: &Ident, tokens: &'t [TokenTree]) -> &'t [TokenTree] {
        let mut words = vec![unraw(first)];
        let mut len = 1;
        while let [hyphen, TokenTree::Ident(next), ..] = &tokens[len..] {
            if !is_punct(Some(hyphen), '-') {
                break;
            }
            words.push(unraw(next));
            len += 2;
        }
        let line = message!("`apig`: expected a key, found `{}`", words.join("-"));
        let meant = words.join("_");
        self.error(SpanRange::of(&tokens[..len]), line.help(format!("write `{meant}`")));
        self.items.skipped.push(meant);
        self.skip_item(&tokens[len..])
    }

    /// Reports `apig::code`, and skips its item.
    fn path_key<'t>(&mut self, tokens: &'t [TokenTree]) -> &'t [TokenTree] {
        let is_path =
            |token: &TokenTree| matches!(token, TokenTree::Ident(_)) || is_punct(Some(token), ':');
        let len = tokens.iter().take_while(|token| is_path(token)).count();
        let last = tokens[..len].iter().rev().find(|token| matches!(token, TokenTree::Ident(_)));
        let help = last.map(|last| {
            let last = last.to_string();
            table::key_for_constant(&last).unwrap_or_else(|| format!("write `{last}`"))
        });
        let line = message!("`apig`: keys are single words, not paths");
        self.error(SpanRange::of(&tokens[..len]), line.maybe_help(help));
        self.skip_item(tokens)
    }

    /// Reads the value after a key; returns what follows it.
    fn value<'t>(
        &mut self,
        key: &Ident,
        tokens: &'t [TokenTree],
    ) -> (Result<Value>, &'t [TokenTree]) {
        match tokens.first() {
            None => (Ok(Value::Flag), tokens),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                (Ok(Value::List(group.clone())), &tokens[1..])
            }
            token if is_punct(token, ',') => (Ok(Value::Flag), tokens),
            token if is_punct(token, '=') => match value_len(&tokens[1..]) {
                0 => {
                    let line = message!("`apig`: expected a value after `{key} =`");
                    let help = keys::example(key);
                    (Err(self.error(&tokens[0], line.maybe_help(help))), &tokens[1..])
                }
                len => {
                    let (value, after) = tokens[1..].split_at(len);
                    (Ok(Value::Equals(value.to_vec())), after)
                }
            },
            _ if begins_item(tokens) => (Ok(Value::Flag), tokens),
            Some(token) => {
                let found = snippet(token);
                let line =
                    message!("`apig`: expected `=`, `(` or a comma after `{key}`, found `{found}`");
                let line = match token {
                    TokenTree::Literal(_) => line.help(format!("write `{key} = {found}`")),
                    TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                        line.help(format!("write `{key}({})`", list_snippet(group)))
                    }
                    TokenTree::Punct(_) => line.help(format!("write `{key} = …`")),
                    _ => line,
                };
                (Err(self.error(token, line)), self.skip_to_comma(tokens))
            }
        }
    }

    /// Passes the comma after an item, and reports a forgotten one.
    fn end_of_item<'t>(&mut self, key: &Ident, tokens: &'t [TokenTree]) -> &'t [TokenTree] {
        let Some(token) = tokens.first() else { return tokens };
        if is_punct(Some(token), ',') {
            return &tokens[1..];
        }
        let several = || Some(format!("for several write `{}`", keys::list_form(&unraw(key))?));
        let help = match token {
            _ if is_punct(Some(token), ';') => Some("write a comma instead of `;`".to_owned()),
            TokenTree::Literal(_) => several(),
            _ if is_punct(Some(token), '|') => several(),
            _ => None,
        };
        let found = snippet(token);
        let line = message!("`apig`: expected a comma between `{key}` and `{found}`");
        self.error(token, line.maybe_help(help));
        if begins_item(tokens) { tokens } else { self.skip_item(tokens) }
    }

    /// Skips up to the next comma.
    fn skip_to_comma<'t>(&mut self, tokens: &'t [TokenTree]) -> &'t [TokenTree] {
        let (skipped, after) = tokens.split_at(comma(tokens));
        self.skip(skipped);
        after
    }

    /// Skips up to the next comma, and that.
    fn skip_item<'t>(&mut self, tokens: &'t [TokenTree]) -> &'t [TokenTree] {
        self.skip_to_comma(tokens).get(1..).unwrap_or_default()
    }

    fn skip(&mut self, tokens: &[TokenTree]) {
        let words = tokens.iter().filter_map(|token| match token {
            TokenTree::Ident(word) => Some(unraw(word)),
            _ => None,
        });
        self.items.skipped.extend(words);
    }
}

/// Whether an item may begin here: a word before `=`, `(`, `,` or the end.
fn begins_item(tokens: &[TokenTree]) -> bool {
    matches!(tokens.first(), Some(TokenTree::Ident(_)))
        && match tokens.get(1) {
            None => true,
            Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
            next => is_punct(next, '=') || is_punct(next, ','),
        }
}

/// How many tokens are before the next comma.
fn comma(tokens: &[TokenTree]) -> usize {
    tokens.iter().position(|token| is_punct(Some(token), ',')).unwrap_or(tokens.len())
}

/// How many tokens the value takes: a sign with its number, a range, a path, a macro call, or one.
fn value_len(tokens: &[TokenTree]) -> usize {
    match tokens {
        [] => 0,
        [TokenTree::Punct(comma), ..] if comma.as_char() == ',' => 0,
        [TokenTree::Punct(_), TokenTree::Literal(_), ..] => 2,
        // `500..=504`.
        [TokenTree::Literal(_), dot, ..] if is_punct(Some(dot), '.') => comma(tokens),
        [TokenTree::Ident(_) | TokenTree::Punct(_), ..] => {
            // Up to the comma, unless an item begins where one is missing.
            let begins = |at: &usize| {
                begins_item(&tokens[*at..]) && !matches!(tokens[*at - 1], TokenTree::Punct(_))
            };
            let end = comma(tokens);
            (1..end).find(begins).unwrap_or(end)
        }
        _ => 1,
    }
}

/// What to write for `code = "…", "…"`, where several values follow `=`.
fn several_with(before: Option<&Item>, values: &[TokenTree]) -> Option<String> {
    let Item { ident, value: Ok(Value::Equals(first)), .. } = before? else { return None };
    let name = ident.to_string();
    keys::list_form(&name)?;
    let mut all = first.clone();
    all.push(TokenTree::Punct(Punct::new(',', Spacing::Alone)));
    all.extend_from_slice(values);
    Some(several_values(&name, &all))
}

/// What to write for these values, with something between them, after one key.
fn several_values(name: &str, values: &[TokenTree]) -> String {
    let values: Vec<String> = values.iter().step_by(2).map(snippet).collect();
    format!("for several write `{name}({})`", values.join(", "))
}
