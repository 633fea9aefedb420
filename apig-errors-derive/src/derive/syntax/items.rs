//! From an attribute's tokens to its items, `key`, `key = value` or `key(…)`, recovering at commas, so
//! that one typo does not hide the next.

use proc_macro2::{Delimiter, Ident, TokenTree};
use syn::{Attribute, Meta};

use crate::derive::prelude::*;

use super::{
    extent::{Item, begins_item, comma, value_len},
    instead::{of_literal, of_literals, without_group},
};

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
                    syn::MacroDelimiter::Paren(_) => {
                        message!("`#[apig()]` requires a key").help(target.example())
                    }
                    _ => {
                        let line = message!("`#[apig]` takes its keys in parentheses");
                        let keys = list_snippet(&list.tokens);
                        let help = format!("write `#[apig({keys})]`");
                        line.help(if tokens.is_empty() { target.example() } else { &help })
                    }
                };
                parser.error(attr, line);
                parser.skip(&tokens);
            }
            Meta::Path(_) => {
                let line = message!("`#[apig]` requires a key");
                parser.error(attr, line.help(target.example()));
            }
            Meta::NameValue(pair) => {
                let help = match &pair.value {
                    syn::Expr::Lit(literal) => of_literal(&literal.lit, target),
                    _ => None,
                };
                let line = message!("expected `#[apig(…)]`, found `#[apig = …]`");
                let help = help.unwrap_or_else(|| target.example().to_owned());
                parser.error(attr, line.help(help));
            }
        }
    }
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
                TokenTree::Ident(first)
                    if is_punct(after.first(), '-')
                        && matches!(after.get(1), Some(TokenTree::Ident(_))) =>
                {
                    self.hyphenated_key(first, rest)
                }
                TokenTree::Ident(_) if is_punct(after.first(), '.') && self.bare_code(rest) => {
                    self.skip_item(rest)
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
                TokenTree::Literal(_) => self.bare_values(rest),
                TokenTree::Punct(hash)
                    if hash.as_char() == '#' && matches!(after, [TokenTree::Group(_), ..]) =>
                {
                    // A doc comment is an attribute, too.
                    let line =
                        message!("`apig`: expected a key, found an attribute or a doc comment");
                    self.error(
                        SpanRange::of(&rest[..2]),
                        line.help("write it before `#[apig(…)]`"),
                    );
                    &after[1..]
                }
                other => {
                    let found = snippet(other);
                    let line = message!("`apig`: expected a key, found `{found}`");
                    self.error(token, line.maybe_help(without_group(other, self.target)));
                    self.skip_item(after)
                }
            };
        }
    }

    /// Reports `"…"` or `"…", "…"` in place of a key.
    fn bare_values<'t>(&mut self, rest: &'t [TokenTree]) -> &'t [TokenTree] {
        let is_literal = |at: usize| matches!(rest.get(at), Some(TokenTree::Literal(_)));
        let mut len = 1;
        while is_punct(rest.get(len), ',') && is_literal(len + 1) {
            len += 2;
        }
        let (values, after) = rest.split_at(len);
        let help = of_literals(self.items.found.last(), values, self.target);
        let line = message!("`apig`: expected a key, found `{}`", snippet(&rest[0]));
        self.error(SpanRange::of(values), line.help(help));
        self.skip_item(after)
    }

    /// Reports `APIG.0308` without quotes in place of a key, where it is that.
    fn bare_code(&mut self, tokens: &[TokenTree]) -> bool {
        let written = &tokens[..comma(tokens)];
        let found = dense_snippet(written);
        let help = table::key_for_string(&found).filter(|_| self.target == Target::Variant);
        let is_code = help.is_some();
        if is_code {
            let line = message!("`apig`: expected a key, found `{found}`");
            self.error(SpanRange::of(written), line.maybe_help(help));
        }
        is_code
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
        let key = self.target.meant(&meant).unwrap_or(&meant);
        self.error(SpanRange::of(&tokens[..len]), line.help(format!("write `{key}`")));
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
            token if is_punct(token, '=') => match value_len(&tokens[1..], self.target) {
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
            token if is_punct(token, ';') => (Ok(Value::Flag), tokens),
            // The key alone is told.
            _ if !self.target.names().contains(&unraw(key).as_str()) => {
                (Ok(Value::Flag), self.skip_to_comma(tokens))
            }
            _ if begins_item(tokens) => (Ok(Value::Flag), tokens),
            Some(token) => {
                let found = snippet(token);
                let takes_value = self.target != Target::Field && keys::takes_value(key);
                let expected = if takes_value { "`=`, `(` or a comma" } else { "a comma" };
                let line = message!("`apig`: expected {expected} after `{key}`, found `{found}`");
                let line = match token {
                    TokenTree::Literal(_) => line.help(format!("write `{key} = {found}`")),
                    TokenTree::Group(group) if takes_value => {
                        let list = list_snippet(&group.stream());
                        line.help(match keys::list_form(&unraw(key)) {
                            Some(_) => format!("write `{key}({list})`"),
                            None => format!("write `{key} = {list}`"),
                        })
                    }
                    TokenTree::Punct(_) if takes_value => line.help(format!("write `{key} = …`")),
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
            TokenTree::Literal(_) | TokenTree::Punct(_) => several(),
            _ => None,
        };
        let found = snippet(token);
        let line = message!("`apig`: expected a comma between `{key}` and `{found}`");
        self.error(token, line.maybe_help(help));
        match token {
            _ if begins_item(tokens) => tokens,
            _ if is_punct(Some(token), ';') => &tokens[1..],
            _ => self.skip_item(tokens),
        }
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
