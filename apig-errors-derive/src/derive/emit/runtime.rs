//! The pieces that every generated implementation is made of.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, DeriveInput, GenericParam, Generics, Path, Token, Type, spanned::Spanned};

use crate::derive::prelude::*;

/// The hidden module of the runtime crate that generated code calls. It is named after the version,
/// which the two crates share.
const PRIVATE: &str =
    concat!("__private", env!("CARGO_PKG_VERSION_MINOR"), "_", env!("CARGO_PKG_VERSION_PATCH"));

/// The name under which generated code calls that module: short, because it is written often.
pub(super) fn runtime() -> Ident {
    runtime_at(Span::mixed_site())
}

/// The same for messages that point at this place.
pub(super) fn runtime_at(span: Span) -> Ident {
    Ident::new("__apig", span)
}

/// Implements a trait, under the bounds that the fields' types need.
pub(super) fn implement(
    item: &DeriveInput,
    of: &TokenStream,
    bounds: &[TokenStream],
    body: &TokenStream,
) -> TokenStream {
    let (ident, (of_impl, of_type, clause)) = (&item.ident, item.generics.split_for_impl());
    if bounds.is_empty() {
        return quote!(impl #of_impl #of for #ident #of_type #clause { #body });
    }
    let own = clause.map(|clause| clause.predicates.iter()).into_iter().flatten();
    quote!(impl #of_impl #of for #ident #of_type where #(#own,)* #(#bounds),* { #body })
}

/// What gives the module that name.
pub(super) fn import(krate: Option<&Path>) -> TokenStream {
    let (module, name) = (ident(PRIVATE), runtime());
    let path = krate.map_or_else(|| quote!(::apig_errors), ToTokens::to_token_stream);
    quote!(use #path::#module as #name;)
}

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// The parameter of the conversion.
pub(super) fn error() -> Ident {
    ident("__apig_error")
}

/// The user's place, so that messages point there, without making the code look like the user's.
pub(super) fn located(ty: &Type) -> Span {
    Span::mixed_site().located_at(ty.span())
}

pub(super) fn index(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

pub(super) fn literal(number: u16) -> Literal {
    Literal::u16_unsuffixed(number)
}

/// Tokens that are written straight to where they belong. A `TokenStream` of its own for each would be several
/// calls to the compiler more: that counts in what there is one of for each variant.
pub(super) fn written(write: impl Fn(&mut TokenStream)) -> impl ToTokens {
    struct Written<F>(F);

    impl<F: Fn(&mut TokenStream)> ToTokens for Written<F> {
        fn to_tokens(&self, tokens: &mut TokenStream) {
            (self.0)(tokens);
        }
    }

    Written(write)
}

/// `E::V`, not `Self::V`: rustc resolves the latter by a linear search.
pub(super) fn path(of: &Ident, variant: &Ident) -> impl ToTokens {
    written(move |tokens| {
        of.to_tokens(tokens);
        <Token![::]>::default().to_tokens(tokens);
        variant.to_tokens(tokens);
    })
}

/// What all implementations of one enum have in common.
pub(super) struct Cx<'m> {
    pub(super) model: &'m Enum<'m>,
    /// The name of the runtime's module.
    pub(super) rt: Ident,
    allow: TokenStream,
}

impl<'m> Cx<'m> {
    pub(super) fn new(model: &'m Enum<'m>) -> Self {
        Self { model, rt: runtime(), allow: allow_deprecated(model) }
    }

    pub(super) fn implement(
        &self,
        of: &TokenStream,
        bounds: &[TokenStream],
        body: &TokenStream,
    ) -> TokenStream {
        let (allow, implementation) = (&self.allow, implement(self.model.item, of, bounds, body));
        quote!(#[automatically_derived] #allow #implementation)
    }

    /// The bounds of what forwards to the error of a `transparent` variant, or of the fallback.
    pub(super) fn forward_bounds(&self) -> Vec<TokenStream> {
        let rt = &self.rt;
        let fields = self.fields(|role| matches!(role, Role::Transparent));
        let mut bounds = bounds(&self.model.item.generics, fields, &quote!(#rt::ApigRetryable));
        bounds.extend(self.fallback_bounds());
        bounds
    }

    pub(super) fn fallback_bounds(&self) -> Vec<TokenStream> {
        let (rt, fields) = (&self.rt, self.fields(|role| matches!(role, Role::Fallback)));
        bounds(&self.model.item.generics, fields, &quote!(#rt::FallbackField))
    }

    /// The fields of the variants of such a role.
    pub(super) fn fields(&self, of: fn(&Role) -> bool) -> impl Iterator<Item = &Field<'m>> {
        let variants = self.model.variants.iter();
        variants
            .filter(move |variant| variant.role.as_ref().is_ok_and(of))
            .flat_map(|variant| &variant.fields)
    }

    pub(super) fn option(&self, value: Option<impl ToTokens>) -> TokenStream {
        let rt = &self.rt;
        value.map_or_else(|| quote!(#rt::Option::None), |value| quote!(#rt::Option::Some(#value)))
    }

    pub(super) fn outcome(&self, Outcome { retry, delivery }: Outcome) -> TokenStream {
        let (rt, retry, delivery) = (&self.rt, ident(retry.as_str()), ident(delivery.as_str()));
        quote!((#rt::Retry::#retry, #rt::Delivery::#delivery))
    }
}

/// Only where something is deprecated: under `forbid(deprecated)` an `allow` is an error itself.
fn allow_deprecated(model: &Enum<'_>) -> TokenStream {
    let is_deprecated =
        |attrs: &[Attribute]| attrs.iter().any(|attr| attr.path().is_ident("deprecated"));
    let any = is_deprecated(&model.item.attrs)
        || model.variants.iter().any(|variant| {
            is_deprecated(variant.attrs)
                || variant.fields.iter().any(|field| is_deprecated(field.attrs))
        });
    if any { quote!(#[allow(deprecated)]) } else { TokenStream::new() }
}

/// `T: BOUND` for each of these fields whose type is a type parameter, and nothing more.
pub(super) fn bounds<'f>(
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
