//! What an editor's server reads, and the compiler never sees: a path for each word of the attributes, so that
//! completion, hover and go-to-definition find what it means.
//!
//! The derive hands its input on to a macro of the runtime crate, which makes nothing of it but under
//! `cfg(rust_analyzer)`: there it calls [`words`]. So the compiler has next to nothing to do. A `cfg` in what is
//! generated would be the user's crate's, whose lints may not know it.
//!
//! To complete half a word, the server expands the item with the word and without it, and goes through both
//! expansions side by side. So the call is the first thing that is generated, with a mistake as without one, and
//! every group is there, an empty one too.

use apig_errors_catalog::Code;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Meta};

use crate::derive::prelude::*;

use super::runtime::runtime;

/// The item by which an editor shows what the key `crate` is: no item can have its name.
const CRATE: &str = "crate_path";

/// The words, each with the user's span.
#[derive(Default)]
struct Words {
    of_enum: Vec<TokenTree>,
    of_struct: Vec<TokenTree>,
    of_variant: Vec<TokenTree>,
    of_field: Vec<TokenTree>,
    retry: Vec<TokenTree>,
    delivery: Vec<TokenTree>,
    status: Vec<TokenTree>,
    code: Vec<TokenTree>,
    /// Documented codes, where their name, their text or a status of theirs is written; and the key `crate`.
    shown: Vec<TokenTree>,
}

/// The call of the runtime crate's macro with the derive's input.
pub(crate) fn call(input: TokenStream) -> TokenStream {
    // In one group, which the compiler passes over as a whole.
    let (rt, input) = (runtime(), Group::new(Delimiter::Brace, input));
    quote!(#rt::words! { #input })
}

/// The words of the derive's input, as the runtime crate's macro takes them.
pub(crate) fn words(input: TokenStream) -> TokenStream {
    let mut words = Words::default();
    // Without an item there is nothing to show: the derive says what is wrong.
    if let Ok(DeriveInput { attrs, data, .. }) = syn::parse2(input) {
        let target = if let Data::Struct(_) = data { Target::Struct } else { Target::Enum };
        words.read(&attrs, target);
        if let Data::Enum(data) = data {
            for variant in &data.variants {
                words.read(&variant.attrs, Target::Variant);
                for field in &variant.fields {
                    words.read(&field.attrs, Target::Field);
                }
            }
        }
    }
    words.emit()
}

impl Words {
    fn read(&mut self, attrs: &[Attribute], target: Target) {
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("apig")) {
            let Meta::List(list) = &attr.meta else { continue };
            let tokens = flatten_groups(list.tokens.clone());
            let mut codes = Vec::new();
            for entry in tokens.split(|token| is_punct(Some(token), ',')) {
                self.entry(entry, target, &mut codes);
            }
        }
    }

    /// Reads `key`, `key = value` or `key(…)`. The codes are those of the attribute so far.
    fn entry(&mut self, entry: &[TokenTree], target: Target, codes: &mut Vec<Code>) {
        let [TokenTree::Ident(ident), rest @ ..] = entry else { return };
        let key = ident.to_string();
        match target {
            Target::Enum | Target::Struct if key == EnumKey::Crate.spec().name => {
                self.shown.push(Ident::new(CRATE, ident.span()).into());
            }
            Target::Enum => self.of_enum.push(entry[0].clone()),
            Target::Struct => self.of_struct.push(entry[0].clone()),
            Target::Variant => self.of_variant.push(entry[0].clone()),
            Target::Field => self.of_field.push(entry[0].clone()),
        }
        let values = match rest {
            [equals, values @ ..] if is_punct(Some(equals), '=') => values.to_vec(),
            [TokenTree::Group(group)] => flatten_groups(group.stream()),
            _ => return,
        };
        let is = |of: &Spec| of.name == key;
        match target {
            Target::Variant if is(VariantKey::Code.spec()) => self.codes(values, codes),
            Target::Variant if is(VariantKey::Status.spec()) => self.statuses(values, codes),
            Target::Variant if is(VariantKey::Retry.spec()) => add(&mut self.retry, values),
            Target::Variant if is(VariantKey::Delivery.spec()) => add(&mut self.delivery, values),
            Target::Enum if is(EnumKey::Exhaustive.spec()) => add(&mut self.retry, values),
            _ => {}
        }
    }

    fn codes(&mut self, values: Vec<TokenTree>, codes: &mut Vec<Code>) {
        for value in values {
            let text = match &value {
                TokenTree::Ident(name) => Some(name.to_string().replacen('_', ".", 1)),
                TokenTree::Literal(literal) => string_value(literal),
                _ => None,
            };
            let code = text.and_then(|text| Code::parse(&text).ok());
            let code = code.filter(|code| table::is_documented(*code));
            codes.extend(code);
            if let Some(code) = code {
                self.show(code, value.span());
            }
            add(&mut self.code, [value]);
        }
    }

    /// A status shows those codes of its attribute that are documented with it.
    fn statuses(&mut self, values: Vec<TokenTree>, codes: &[Code]) {
        for value in values {
            if let TokenTree::Literal(literal) = &value {
                let status = literal.to_string().parse().unwrap_or(0);
                for code in codes.iter().filter(|code| code.row(status).is_some()) {
                    self.show(*code, value.span());
                }
            } else {
                add(&mut self.status, [value]);
            }
        }
    }

    fn show(&mut self, code: Code, span: Span) {
        self.shown.push(Ident::new(&constant_name(code), span).into());
    }

    fn emit(self) -> TokenStream {
        let Self { of_enum, of_struct, of_variant, of_field, retry, delivery, status, code, shown } =
            self;
        let groups =
            [of_enum, of_struct, of_variant, of_field, retry, delivery, status, code, shown];
        let group = |words: Vec<TokenTree>| -> TokenTree {
            Group::new(Delimiter::Brace, words.into_iter().collect()).into()
        };
        let groups: TokenStream = groups.into_iter().map(group).collect();
        // The name that the derive imports, where this is called.
        let rt = runtime();
        quote!(#rt::paths! { #groups })
    }
}

/// Adds the words among the values.
fn add(words: &mut Vec<TokenTree>, values: impl IntoIterator<Item = TokenTree>) {
    words.extend(values.into_iter().filter(|value| matches!(value, TokenTree::Ident(_))));
}
