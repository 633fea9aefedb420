//! `From<ApigError>`, of an enum with a `fallback`.

use apig_errors_catalog::Retry;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::derive::{
    plan::{Conversion, ConversionArm, Pattern},
    prelude::*,
};

use super::runtime::{Cx, bounds, error, ident, index, literal, located, runtime_at};

pub(super) fn from(conversion: &Conversion<'_>, cx: &Cx<'_>) -> TokenStream {
    let (rt, error, siblings) = (&cx.rt, error(), cx.model.options.siblings);
    let otherwise = construct(conversion.fallback, None, cx);
    let mut pairs = TokenStream::new();
    let mut unlisted = TokenStream::new();
    for ConversionArm { variant, class, patterns, unlisted: rows } in &conversion.arms {
        if patterns.is_empty() && rows.is_none() {
            continue;
        }
        let value = construct(variant, *class, cx);
        if !patterns.is_empty() {
            let patterns = patterns.iter().map(pattern);
            quote!(#(#patterns)|* => #value,).to_tokens(&mut pairs);
        }
        if let Some((first, last)) = rows {
            let (from, to) = (index(*first), index(*last));
            let range = if first == last { from } else { quote!(#from..=#to) };
            quote!(#range => #value,).to_tokens(&mut unlisted);
        }
    }
    let rest = if unlisted.is_empty() {
        otherwise
    } else {
        let sorted = conversion.unlisted.iter().map(|row| index(*row));
        let row = ident("__apig_at");
        quote!({
            let #row = #rt::unlisted::<Self, _, _>(&[#(#sorted),*], &#error);
            match #row { #unlisted _ => #otherwise }
        })
    };
    let body = if pairs.is_empty() {
        rest
    } else {
        quote!(match #rt::pair(&#error, #siblings) { #pairs _ => #rest })
    };
    // The conversion needs nothing else of a type parameter.
    let defaults = cx
        .fields(|role| matches!(role, Role::Claims(_)))
        .filter(|field| field.key() == Some(FieldKey::Default));
    let mut bounds = bounds(&cx.model.item.generics, defaults, &quote!(#rt::Default));
    bounds.extend(cx.fallback_bounds());
    cx.implement(
        &quote!(#rt::From<#rt::ApigError>),
        &bounds,
        &quote! {
            fn from(#error: #rt::ApigError) -> Self {
                #body
            }
        },
    )
}

fn pattern(Pattern { numbers, statuses }: &Pattern) -> TokenStream {
    let numbers = numbers.iter().copied().map(literal);
    let statuses: Vec<Literal> = statuses.iter().copied().map(literal).collect();
    let statuses = if statuses.is_empty() { quote!(_) } else { quote!(#(#statuses)|*) };
    quote!((#(#numbers)|*, #statuses))
}

/// The variant, filled from the response.
fn construct(variant: &Variant<'_>, class: Option<Retry>, cx: &Cx<'_>) -> TokenStream {
    let (name, ident, error) = (&cx.model.item.ident, variant.ident, error());
    if variant.is_unit {
        return quote!(#name::#ident);
    }
    let rt = &cx.rt;
    let class = class.map(|class| self::ident(class.as_str()));
    let class = cx.option(class.map(|class| quote!(#rt::Retry::#class)));
    let mut parts = TokenStream::new();
    let mut whole = TokenStream::new();
    for field in &variant.fields {
        let of = match field.key() {
            _ if variant.is_fallback() && is_boxed(field.ty) => "BoxedFallbackField",
            _ if variant.is_fallback() => "FallbackField",
            Some(key) => key.spec().field_trait,
            None => continue,
        };
        let (member, span, of) = (&field.member, located(field.ty), self::ident(of));
        let rt = runtime_at(span);
        if variant.is_fallback() || field.key() == Some(FieldKey::Error) {
            // It takes the response, so it is filled last.
            whole = quote_spanned!(span=> #member: #rt::#of::carry(#error));
        } else {
            quote_spanned!(span=> #member: #rt::#of::fill(&#error, #class),).to_tokens(&mut parts);
        }
    }
    quote!(#name::#ident { #parts #whole })
}
