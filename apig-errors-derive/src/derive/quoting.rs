//! The pieces that every generated implementation is made of.

use apig_errors_catalog::{Code, Retry};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Path, Type, spanned::Spanned};

use crate::derive::ast::{Claim, Enum, Field, FieldKey, Role};

/// The hidden module of the runtime crate that generated code calls. It is named after the version,
/// which the two crates share.
pub(crate) const PRIVATE: &str = concat!("__private", env!("CARGO_PKG_VERSION_PATCH"));

/// The name under which generated code calls that module: short, for it is written often.
pub(crate) fn private(span: Span) -> Ident {
    Ident::new("__apig", span)
}

/// What gives the module that name.
pub(crate) fn import(krate: Option<&Path>) -> TokenStream {
    let (module, name) = (word(PRIVATE), private(Span::mixed_site()));
    let path = krate.map_or_else(|| quote!(::apig_errors), ToTokens::to_token_stream);
    quote!(use #path::#module as #name;)
}

pub(crate) fn error() -> Ident {
    Ident::new("__apig_error", Span::mixed_site())
}

/// The user's place, so that messages point there, without making the code look like the user's.
pub(crate) fn at(ty: &Type) -> Span {
    Span::mixed_site().located_at(ty.span())
}

/// `impl<…> TRAIT for E<…> where …`, with the bounds that the fields' types need.
pub(crate) fn header(
    generics: &Generics,
    extra: &[TokenStream],
    of: &TokenStream,
    ident: &Ident,
) -> TokenStream {
    let (of_impl, of_type, clause) = generics.split_for_impl();
    if extra.is_empty() {
        return quote!(impl #of_impl #of for #ident #of_type #clause);
    }
    let own = clause.map(|clause| clause.predicates.iter()).into_iter().flatten();
    quote!(impl #of_impl #of for #ident #of_type where #(#own,)* #(#extra),*)
}

/// `T: BOUND` for each of these fields whose type is a type parameter, and nothing more.
pub(crate) fn bounds<'f>(
    generics: &Generics,
    fields: impl Iterator<Item = &'f Field<'f>>,
    bound: &TokenStream,
) -> Vec<TokenStream> {
    let is_parameter = |ty: &Type| {
        generics.params.iter().any(|param| match (param, ty) {
            (GenericParam::Type(param), Type::Path(path)) => path.path.is_ident(&param.ident),
            _ => false,
        })
    };
    let mut types: Vec<&Type> = Vec::new();
    for ty in fields.map(|field| field.ty).filter(|ty| is_parameter(ty)) {
        let name = |ty: &Type| ty.to_token_stream().to_string();
        if !types.iter().any(|known| name(known) == name(ty)) {
            types.push(ty);
        }
    }
    types.iter().map(|ty| quote!(#ty: #bound)).collect()
}

pub(crate) fn fields_of<'m>(
    model: &'m Enum<'_>,
    transparent: bool,
) -> impl Iterator<Item = &'m Field<'m>> {
    model
        .variants
        .iter()
        .filter(move |variant| matches!(variant.role, Some(Role::Transparent)) == transparent)
        .flat_map(|variant| &variant.fields)
}

/// The trait that a field under this key has to implement.
pub(crate) fn part_trait(key: FieldKey) -> Ident {
    let name = match key {
        FieldKey::Error => "ErrorField",
        FieldKey::Code => "CodeField",
        FieldKey::Status => "StatusField",
        FieldKey::Message => "MessageField",
        FieldKey::RequestId => "RequestIdField",
        FieldKey::Wait => "WaitField",
        FieldKey::Throttle => "ThrottleField",
        FieldKey::Default => "DefaultField",
    };
    Ident::new(name, Span::mixed_site())
}

pub(crate) fn word(word: &str) -> Ident {
    Ident::new(word, Span::mixed_site())
}

pub(crate) fn some(value: Option<TokenStream>, p: &Ident) -> TokenStream {
    value.map_or_else(|| quote!(#p::Option::None), |value| quote!(#p::Option::Some(#value)))
}

pub(crate) fn retry(retry: Retry, p: &Ident) -> TokenStream {
    let retry = word(retry.as_str());
    quote!(#p::Retry::#retry)
}

pub(crate) fn index(index: usize) -> TokenStream {
    Literal::usize_unsuffixed(index).into_token_stream()
}

pub(crate) fn plain(number: u16) -> Literal {
    Literal::u16_unsuffixed(number)
}

/// What all of them are, where they agree.
pub(crate) fn common<T: PartialEq>(mut values: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = values.next()??;
    values.all(|value| value.as_ref() == Some(&first)).then_some(first)
}

/// Whether every documented pair of this code is among the claims.
pub(crate) fn claims_all(claims: &[Claim], code: Code) -> bool {
    code.rows().iter().all(|row| {
        claims
            .iter()
            .any(|claim| claim.status == Some(row.status) && claim.code.documented() == Some(code))
    })
}

/// Whether the claims of this code are all the table's, or all the same override: then there is an answer
/// to what holds for a status that is not documented.
pub(crate) fn are_alike(claims: &[Claim], code: Code) -> bool {
    let mut of_code = claims.iter().filter(|claim| claim.code.documented() == Some(code));
    let Some(first) = of_code.next() else { return true };
    of_code.all(|other| {
        other.declared == first.declared && (!first.declared || other.verdict == first.verdict)
    })
}
