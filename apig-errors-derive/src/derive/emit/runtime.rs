//! The pieces that every generated implementation is made of.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Attribute, ConstParam, DeriveInput, GenericParam, LifetimeParam, Path, Token, Type, TypeParam,
    spanned::Spanned,
};

use crate::derive::{plan::Plan, prelude::*};

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
    // The user's bounds beside ours: where one is before and the other after `where`, Clippy's nursery sees a
    // bound given twice.
    let params = item.generics.params.iter().map(|param| match param {
        GenericParam::Lifetime(LifetimeParam { lifetime, colon_token, bounds, .. }) => {
            quote!(#lifetime #colon_token #bounds)
        }
        GenericParam::Type(TypeParam { ident, .. }) => quote!(#ident),
        GenericParam::Const(ConstParam { ident, ty, .. }) => quote!(const #ident: #ty),
    });
    let moved = item.generics.type_params().filter(|param| !param.bounds.is_empty());
    let moved = moved.map(|TypeParam { ident, bounds, .. }| quote!(#ident: #bounds));
    let own = clause.map(|clause| clause.predicates.iter()).into_iter().flatten();
    quote! {
        impl<#(#params),*> #of for #ident #of_type
        where #(#moved,)* #(#own,)* #(#bounds),* { #body }
    }
}

/// What gives the module that name.
pub(super) fn import(krate: Option<&Path>) -> TokenStream {
    let (module, name) = (ident(PRIVATE), runtime());
    let Some(path) = krate else { return quote!(use ::apig_errors::#module as #name;) };
    // At a place of the user's, which the compiler points at where the path is something else's.
    let at = path.segments.last().map_or_else(Span::mixed_site, |last| last.ident.span());
    let (module, name) = (Ident::new(PRIVATE, at), runtime_at(located_at(at)));
    quote_spanned!(at=> use #path::#module as #name;)
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
    located_at(ty.span())
}

pub(super) fn located_at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// The place of the type's last token.
fn located_last(ty: &Type) -> Span {
    let last = ty.to_token_stream().into_iter().last();
    located_at(last.map_or_else(Span::call_site, |token| token.span()))
}

/// The name of a function of a field's trait. The compiler underlines from a path's first token to its last: with
/// the rest at [`located`], the whole type.
pub(super) fn last_of(ty: &Type, name: &str) -> Ident {
    Ident::new(name, located_last(ty))
}

/// `&*name`, a borrowed field as an argument that may not fit, at the whole type.
pub(super) fn argument(ty: &Type, name: &Ident) -> TokenStream {
    let (first, last) = (located(ty), located_last(ty));
    let mut name = name.clone();
    name.set_span(last);
    let punct = |character, at| {
        let mut punct = Punct::new(character, Spacing::Alone);
        punct.set_span(at);
        punct
    };
    let (borrow, deref) = (punct('&', first), punct('*', last));
    quote!(#borrow #deref #name)
}

pub(super) fn index(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

pub(super) fn literal(number: u16) -> Literal {
    Literal::u16_unsuffixed(number)
}

/// `{ … }`, of many tokens: what is quoted with others is copied, one token after the other.
pub(super) fn braces(tokens: TokenStream) -> Group {
    Group::new(Delimiter::Brace, tokens)
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
    /// The arguments of what is generic over the tables: the numbers are not left to inference, which fails where the
    /// derive is given twice, and says so beside that.
    pub(super) size: TokenStream,
    allow: TokenStream,
}

impl<'m> Cx<'m> {
    pub(super) fn new(model: &'m Enum<'m>, plan: &Plan<'_>) -> Self {
        let (variants, claims) = (index(model.variants.len()), index(plan.claims.len()));
        let size = quote!(Self, #variants, #claims);
        Self { model, rt: runtime(), size, allow: allow_deprecated(model) }
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
        let item = self.model.item;
        // What mentions the enum itself would be proved by itself, without end.
        let needs_bound = |field: &Field<'_>| {
            field.is_generic(&item.generics)
                && !field.mentions(|word| word == "Self" || item.ident == *word)
        };
        let mut bounds = bounds(fields, needs_bound, &quote!(#rt::ApigRetryable));
        bounds.extend(self.fallback_bounds());
        bounds
    }

    pub(super) fn fallback_bounds(&self) -> Vec<TokenStream> {
        let (rt, fields) = (&self.rt, self.fields(|role| matches!(role, Role::Fallback)));
        self.parameter_bounds(fields, &quote!(#rt::FallbackField))
    }

    /// Bounds of those fields whose type is a type parameter, and nothing more.
    pub(super) fn parameter_bounds<'f>(
        &self,
        fields: impl Iterator<Item = &'f Field<'f>>,
        bound: &TokenStream,
    ) -> Vec<TokenStream> {
        let generics = &self.model.item.generics;
        bounds(fields, |field| is_parameter(field.ty, generics), bound)
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

/// `TYPE: BOUND` for each type of these fields of which this holds.
pub(super) fn bounds<'f>(
    fields: impl Iterator<Item = &'f Field<'f>>,
    holds: impl Fn(&Field<'f>) -> bool,
    bound: &TokenStream,
) -> Vec<TokenStream> {
    let mut types: Vec<&Type> = Vec::new();
    for ty in fields.filter(|field| holds(field)).map(|field| field.ty) {
        let name = |ty: &Type| ty.to_token_stream().to_string();
        if !types.iter().any(|known| name(known) == name(ty)) {
            types.push(ty);
        }
    }
    types.iter().map(|ty| quote!(#ty: #bound)).collect()
}
