//! Reading `retry`, `delivery` and `reason`.

use apig_errors_catalog::{Delivery, Retry};
use proc_macro2::{Ident, TokenTree};
use syn::Lit;

use crate::derive::{
    errors::{Errors, listed, text},
    keys::one_slip,
    tokens::{Item, Value, joined_up, list, shown, spanned, wrong_value},
};

/// A set of words of which one stands behind a key.
pub(crate) trait Word: Copy + 'static {
    const ALL: &'static [Self];
    fn word(self) -> &'static str;
}

impl Word for Retry {
    const ALL: &'static [Self] = Self::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

impl Word for Delivery {
    const ALL: &'static [Self] = Self::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

/// The word behind `key =`.
pub(crate) fn read<T: Word>(item: &Item, errors: &mut Errors) -> Option<T> {
    let key = &item.key;
    match &item.value {
        Value::Equals(tokens) => one(key, tokens, false, errors),
        Value::Hole => None,
        Value::Flag | Value::List(_) => {
            let text = text!("`apig`: `{key}` needs one value behind `=`");
            errors.add(key, text.help(format!("write `{key} = …` with {}", choices::<T>())));
            None
        }
    }
}

/// The words in `key(…)`.
pub(crate) fn read_list<T: Word>(
    key: &Ident,
    group: &proc_macro2::Group,
    errors: &mut Errors,
) -> Vec<T> {
    let mut read: Vec<T> = Vec::new();
    for tokens in list(group, errors) {
        let Some(word) = one::<T>(key, &tokens, true, errors) else { continue };
        if read.iter().any(|earlier| earlier.word() == word.word()) {
            let text = text!("`apig`: `{}` is listed twice in `{key}`", word.word());
            wrong_value(errors, &tokens, text.help("leave one out"));
        }
        read.push(word);
    }
    read
}

fn choices<T: Word>() -> String {
    listed(T::ALL.iter().map(|word| word.word()), "or")
}

fn one<T: Word>(key: &Ident, tokens: &[TokenTree], listed: bool, errors: &mut Errors) -> Option<T> {
    if let [TokenTree::Ident(word)] = tokens {
        let exact = T::ALL.iter().copied().find(|known| word == known.word());
        if exact.is_some() {
            return exact;
        }
    }
    let written = joined_up(&shown(&spanned(tokens)));
    let bare = written.rsplit(':').next().unwrap_or_default().trim_matches('"');
    let meant = T::ALL.iter().find(|known| {
        let is_beginning = bare.len() >= 4 && known.word().starts_with(bare);
        is_beginning || one_slip(bare, known.word())
    });
    let verb = if listed { "takes" } else { "is" };
    let text = text!("`apig`: `{key}` {verb} {}, not `{written}`", choices::<T>());
    let help = meant.map(|meant| match meant.word() {
        word if listed => format!("did you mean `{word}`?"),
        word => format!("did you mean `{key} = {word}`?"),
    });
    wrong_value(errors, tokens, text.maybe_help(help));
    None
}

/// Three words; or six characters of a script that may write no blanks between words, as Chinese.
fn says_enough(reason: &str) -> bool {
    let is_foreign = |c: &char| !c.is_ascii() && c.is_alphanumeric();
    reason.split_whitespace().count() >= 3 || reason.chars().filter(is_foreign).count() >= 6
}

/// The text of `reason = "…"`.
pub(crate) fn reason(item: &Item, errors: &mut Errors) -> Option<String> {
    let tokens = match &item.value {
        Value::Equals(tokens) => tokens.as_slice(),
        Value::Hole => return None,
        Value::Flag | Value::List(_) => {
            let text = text!("`apig`: `reason` needs a text behind `=`");
            errors.add(
                &item.key,
                text.help("write `reason = \"…\"`, so that a reviewer can judge it"),
            );
            return None;
        }
    };
    if let [TokenTree::Literal(literal)] = tokens {
        if let Lit::Str(text) = Lit::new(literal.clone()) {
            let value = text.value();
            if says_enough(&value) && text.suffix().is_empty() {
                return Some(value);
            }
            let text =
                text!("`apig`: this `reason` says too little: it takes three words at least");
            wrong_value(
                errors,
                tokens,
                text.help("say in a few words why, so that a reviewer can judge it"),
            );
            return None;
        }
    }
    let text = text!("`apig`: `reason` is a string, not `{}`", shown(&spanned(tokens)));
    wrong_value(
        errors,
        tokens,
        text.help("write `reason = \"…\"`, so that a reviewer can judge it"),
    );
    None
}
