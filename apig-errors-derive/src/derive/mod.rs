//! One way through: read, check, expand.

mod ast;
mod attr;
mod attribute;
mod claim;
mod class;
mod code;
mod convert;
mod docs;
mod errors;
mod expand;
mod fallback;
mod foreign;
mod keys;
mod quoting;
mod status;
mod table;
mod tokens;
mod valid;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Data, DataEnum, DeriveInput, Field, Meta, Variant};

use self::{
    ast::{bare, plain},
    errors::{Errors, Extent, text},
    tokens::{Place, flat},
};

/// The whole derive, on `proc_macro2`'s tokens, so that it can be tested outside the compiler.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => {
            errors.add_syntax(&error);
            return errors.into_tokens();
        }
    };
    let (data, krate) = match &input.data {
        Data::Enum(data) => {
            let model = attr::read(&input, data, &mut errors);
            valid::check(&model, &mut errors);
            if errors.count() == 0 {
                // Nothing to report.
                let (nothing, expanded) = (errors.into_tokens(), expand::expand(&model));
                return quote!(#nothing #expanded);
            }
            (Some(data), model.options.krate)
        }
        Data::Struct(data) => {
            let name = &input.ident;
            let text = text!("`#[derive(ApigRetryable)]` is for enums, and `{name}` is a struct");
            // Not `transparent`: nothing implements the trait for the struct.
            let help = format!("wrap it: `enum Error {{ #[apig(local)] {name}({name}) }}`");
            let or =
                format!("or, for an answer of the gateway: `#[apig(code = \"…\")] {name}({name})`");
            errors.add(Extent::at(data.struct_token.span), text.help(help).help(or));
            (None, None)
        }
        Data::Union(data) => {
            let name = &input.ident;
            let text = text!("`#[derive(ApigRetryable)]` is for enums, and `{name}` is a union");
            errors.add(
                Extent::at(data.union_token.span),
                text.help("make it an enum: each variant stands for a failure"),
            );
            (None, None)
        }
    };
    let (converts, found) = (data.is_some_and(converts), errors.into_tokens());
    let krate = krate.or_else(|| attr::krate_alone(&input.attrs));
    let is_crate = |word: &str| keys::meant(word, Place::Enum).contains(&"crate");
    if krate.is_none() && attribute::ours(&input.attrs).any(|attr| mentions(attr, is_crate)) {
        // Nobody knows where the runtime crate is: any path would be one mistake more.
        return found;
    }
    let fallback = fallback::expand(&input, krate.as_ref(), converts);
    quote!(#found #fallback)
}

/// Whether `From<ApigError>` is expected of this derive: a `fallback` stands somewhere, however
/// broken, and no `#[from]` has another derive write it.
fn converts(data: &DataEnum) -> bool {
    let is_fallback = |variant: &&Variant| attribute::ours(&variant.attrs).any(mentions_fallback);
    let Some(fallback) = data.variants.iter().find(is_fallback) else { return false };
    let whole = fallback.fields.iter().next().map(|field| bare(&field.ty));
    let from =
        |field: &Field| valid::from_attribute(&field.attrs, bare(&field.ty), whole).is_some();
    !data.variants.iter().any(|variant| variant.fields.iter().any(from))
}

/// Whether the attribute speaks of a `fallback`, in whatever form and however misspelled.
fn mentions_fallback(attr: &Attribute) -> bool {
    mentions(attr, |word| keys::meant(word, Place::Variant).contains(&"fallback"))
}

/// Whether a word like this stands in the attribute.
fn mentions(attr: &Attribute, is_it: impl Fn(&str) -> bool) -> bool {
    match &attr.meta {
        Meta::List(list) => flat(list.tokens.clone())
            .iter()
            .any(|token| matches!(token, TokenTree::Ident(word) if is_it(&plain(word)))),
        _ => false,
    }
}
