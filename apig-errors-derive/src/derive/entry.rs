//! The entries of an attribute: what reading tokens leaves, and lowering starts from.

use proc_macro2::{Group, Ident, TokenTree};

use crate::derive::{
    diagnostic::{Diagnostics, Partial, Place, Reported, Result, SpanRange, ToSpanRange, message},
    keys::Key,
    tokens::split_list,
};

/// One entry of an attribute. A bad value leaves it its key.
pub(crate) struct Entry<K> {
    pub(crate) key: K,
    /// The key as it is written.
    pub(crate) ident: Ident,
    pub(crate) value: Result<Value>,
    pub(crate) place: Place,
}

impl<K> ToSpanRange for &Entry<K> {
    fn to_span_range(self) -> SpanRange {
        (&self.ident).to_span_range()
    }

    fn place(&self) -> Option<Place> {
        Some(self.place)
    }
}

/// What follows a key.
pub(crate) enum Value {
    /// Nothing.
    Flag,
    /// `= …`: at least one token.
    Equals(Vec<TokenTree>),
    /// `(…)`.
    List(Group),
}

/// The entries of an attribute, each key once.
pub(crate) struct Entries<K> {
    pub(crate) list: Vec<Entry<K>>,
    /// The keys that the words may mean which could not be read.
    pub(crate) misspelled: Vec<K>,
    /// On a field, the report of a key of its variant; on the enum, that of `fallback`.
    pub(crate) misplaced: Option<Reported>,
    /// Whether all could be read. What could not may be what seems to be missing.
    pub(crate) complete: Result<()>,
}

impl<K: Key> Entry<K> {
    /// The value, if it could be read.
    pub(crate) fn value(&self) -> Result<&Value> {
        self.value.as_ref().map_err(|reported| *reported)
    }

    /// Whether a flag is one.
    pub(crate) fn flag(&self) -> Result<()> {
        self.value().map(|_| ())
    }

    /// The values of `key = …` or `key(…)`. The helps are for an empty list and for no value.
    pub(crate) fn values(
        &self,
        helps: [&str; 2],
        diag: &mut Diagnostics,
    ) -> Partial<Vec<TokenTree>> {
        let name = self.key.spec().name;
        match &self.value {
            Ok(Value::Equals(tokens)) => (vec![tokens.clone()], Ok(())),
            Ok(Value::List(group)) => {
                let (values, mut complete) = split_list(group, diag);
                if values.is_empty() && complete.is_ok() {
                    let line = message!("`apig`: `{name}()` names no {name}");
                    complete = Err(diag.error(self, line.help(helps[0])));
                }
                (values, complete)
            }
            Ok(Value::Flag) => {
                let line = message!("`apig`: `{name}` requires a value");
                (Vec::new(), Err(diag.error(self, line.help(helps[1]))))
            }
            Err(reported) => (Vec::new(), Err(*reported)),
        }
    }
}
