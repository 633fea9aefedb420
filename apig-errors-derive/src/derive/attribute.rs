//! The `#[apig(…)]` attributes of an item, and what all of their items have in common.

use syn::Attribute;

use crate::derive::{
    errors::{Errors, text},
    tokens::{self, Item, Place, Value},
};

/// The attributes of this derive.
pub(crate) fn ours(attrs: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attrs.iter().filter(|attr| attr.path().is_ident("apig"))
}

/// The items of all of them.
pub(crate) fn items(attrs: &[Attribute], place: Place, errors: &mut Errors) -> Vec<Item> {
    let mut items = Vec::new();
    for attr in ours(attrs) {
        items.append(&mut tokens::items(attr, place, errors));
    }
    items
}

/// Reports a second use of a key, and the first; `true` where it is one.
pub(crate) fn repeated<'i>(given: &mut Vec<&'i Item>, item: &'i Item, errors: &mut Errors) -> bool {
    let Some(first) = given.iter().find(|first| first.name == item.name) else {
        given.push(item);
        return false;
    };
    let key = &item.key;
    let help = match item.name.as_str() {
        "code" => "for several codes write `code(\"…\", \"…\")`, or another `#[apig(code = …)]`",
        "foreign" => "write an `#[apig(foreign = …, retry = …)]` for each code",
        "status" => "for several statuses write `status(502, 504)`",
        _ => "leave one of them out",
    };
    errors.add(key, text!("`apig`: `{key}` is given twice").help(help));
    errors.add(&first.key, text!("`apig`: `{key}` is first given here"));
    true
}

/// Reports a value behind a key that is a flag; `true` where there is none.
pub(crate) fn is_flag(item: &Item, errors: &mut Errors) -> bool {
    match &item.value {
        Value::Flag => return true,
        Value::Hole => {}
        Value::Equals(_) | Value::List(_) => {
            let text = text!("`apig`: `{}` takes no value", item.key);
            errors.add(&item.key, text.help(format!("write `{}` alone", item.key)));
        }
    }
    false
}

/// One attribute of a variant, its keys checked: known, given once, one role.
pub(crate) struct Attributed {
    pub(crate) items: Vec<Item>,
    /// Which of them gives the role.
    pub(crate) role: usize,
    /// Whether all of its keys could be read. Where one could not, it may be what seems to be
    /// missing.
    pub(crate) complete: bool,
}

impl Attributed {
    pub(crate) fn role(&self) -> &Item {
        &self.items[self.role]
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.name == key)
    }
}
