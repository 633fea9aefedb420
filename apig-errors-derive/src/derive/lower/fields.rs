//! Reading the keys of the fields.

use proc_macro2::Ident;
use syn::{Index, Member};

use crate::derive::prelude::*;

/// The fields of one variant, read one by one.
pub(crate) struct Fields<'a> {
    pub(crate) list: Vec<Field<'a>>,
    /// The report of a key of the variant on one of its fields.
    pub(crate) misplaced: Option<Reported>,
    pub(crate) complete: Result<()>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new() -> Self {
        Self { list: Vec::new(), misplaced: None, complete: Ok(()) }
    }

    pub(crate) fn read(
        &mut self,
        field: &'a syn::Field,
        attr: Entries<FieldKey>,
        diag: &mut Diagnostics,
    ) {
        let member = match &field.ident {
            Some(ident) => Member::Named(ident.clone()),
            None => Member::Unnamed(Index::from(self.list.len())),
        };
        self.misplaced = self.misplaced.or(attr.misplaced);
        let list = attr.list.into_iter().filter(|entry| entry.value.is_ok());
        let keys: Vec<(FieldKey, Ident)> = list.map(|entry| (entry.key, entry.ident)).collect();
        match keys.as_slice() {
            [(first, _), (second, again), ..] if keys.len() == 2 && first == second => {
                let line = message!("`apig`: `{again}` is given twice");
                self.complete = Err(diag.error(again, line.help("remove one of them")));
            }
            [_, (_, second), ..] => {
                let all = quoted_list(keys.iter().map(|(_, key)| key), "and");
                let line = message!("`apig`: a field can have only one key, but this has {all}");
                self.complete = Err(diag.error(second, line.help("choose one")));
            }
            _ => {}
        }
        let key = keys.into_iter().next();
        if let Some((key, ident)) = &key {
            let is_taken = self.list.iter().any(|earlier| earlier.key() == Some(*key));
            if is_taken && *key != FieldKey::Default {
                let line = message!("`apig`: `{ident}` is on two fields of one variant");
                self.complete = Err(diag.error(ident, line.help("remove one of them")));
            }
        }
        self.complete = self.complete.and(attr.complete);
        let key = if key.is_some() { Ok(key) } else { attr.complete.map(|()| None) };
        self.list.push(Field { member, ty: bare(&field.ty), attrs: &field.attrs, key });
    }
}
