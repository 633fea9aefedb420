//! Reading a word out of a set, after `retry`, `delivery` and in `exhaustive(…)`.

use std::fmt::Display;

use apig_errors_catalog::__private::suggest;
use proc_macro2::{Group, Ident, TokenTree};

use crate::derive::prelude::*;

/// One of a set of words.
pub(super) trait Word: Copy + Display + PartialEq {}

impl<T: Copy + Display + PartialEq> Word for T {}

/// The word after `key =`.
pub(super) fn read<T: Word>(
    entry: &Entry<VariantKey>,
    all: &[T],
    diag: &mut Diagnostics,
) -> Result<T> {
    let key = &entry.ident;
    match entry.value()? {
        Value::Equals(tokens) => one(key, tokens, all, false, diag),
        value => {
            let line = message!("`apig`: `{key}` requires one value after `=`");
            let listed = match value {
                Value::List(group) => snippet(&group.stream()),
                _ => String::new(),
            };
            let help = match all.iter().find(|known| known.to_string() == listed) {
                Some(word) => format!("write `{key} = {word}`"),
                None => format!("write `{key} = …` with {}", choices(all)),
            };
            Err(diag.error(key, line.help(help)))
        }
    }
}

/// The words in `key(…)`.
pub(super) fn read_list<T: Word>(
    key: &Ident,
    group: &Group,
    all: &[T],
    diag: &mut Diagnostics,
) -> Result<Vec<T>> {
    let (values, mut complete) = split_list(group, diag);
    let mut words: Vec<T> = Vec::new();
    for tokens in values {
        match one(key, &tokens, all, true, diag) {
            Ok(word) if words.contains(&word) => {
                let line = message!("`apig`: `{word}` is listed twice in `{key}`");
                complete = Err(diag.error(SpanRange::of(&tokens), line.help("remove one")));
            }
            Ok(word) => words.push(word),
            Err(reported) => complete = Err(reported),
        }
    }
    complete.map(|()| words)
}

/// All words, as a message lists them.
pub(super) fn choices(all: &[impl Word]) -> String {
    quoted_list(all, "or")
}

fn one<T: Word>(
    key: &Ident,
    tokens: &[TokenTree],
    all: &[T],
    is_listed: bool,
    diag: &mut Diagnostics,
) -> Result<T> {
    if let [TokenTree::Ident(word)] = tokens {
        let word = word.to_string();
        if let Some(exact) = all.iter().find(|known| word == known.to_string()) {
            return Ok(*exact);
        }
    }
    let written = without_spaces(&snippet_of(tokens));
    let bare = written.rsplit([':', '#']).next().unwrap_or_default().trim_matches('"');
    let meant = all.iter().map(ToString::to_string).find(|known| {
        let is_beginning = bare.len() >= 4 && known.starts_with(bare);
        // One letter is the opposite, too: `!Never`.
        !written.contains('!') && (is_beginning || suggest::is_near_miss(bare, known))
    });
    let verb = if is_listed { "takes" } else { "is" };
    let line = message!("`apig`: `{key}` {verb} {}, not `{written}`", choices(all));
    let help = meant.map(|meant| {
        if is_listed {
            format!("did you mean `{meant}`?")
        } else {
            format!("did you mean `{key} = {meant}`?")
        }
    });
    let help = help.or_else(|| table::key_for_word(bare).filter(|_| !is_listed && bare != "any"));
    Err(diag.error(SpanRange::of(tokens), line.maybe_help(help)))
}
