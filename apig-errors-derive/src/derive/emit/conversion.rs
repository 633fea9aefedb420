//! `From<ApigError>`, of an enum with a `fallback`.

use apig_errors_catalog::{__private::packed::pack_index, Retry};
use proc_macro2::{Delimiter, Group, Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Token;

use crate::derive::{
    plan::{Conversion, ConversionArm, Pattern},
    prelude::*,
};

use super::runtime::{
    Cx, braces, error, ident, last_of, literal, located, path, runtime_at, written,
};

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
            for (nth, pattern) in patterns.iter().enumerate() {
                if nth > 0 {
                    <Token![|]>::default().to_tokens(&mut pairs);
                }
                self::pattern(pattern, &mut pairs);
            }
            arrow(&value, &mut pairs);
        }
        if let Some((first, last)) = rows {
            let [from, to] = [*first, *last].map(Literal::u32_unsuffixed);
            from.to_tokens(&mut unlisted);
            if first != last {
                quote!(..=#to).to_tokens(&mut unlisted);
            }
            arrow(&value, &mut unlisted);
        }
    }
    let rest = if unlisted.is_empty() {
        otherwise.to_token_stream()
    } else {
        let sorted: Vec<u8> = conversion.unlisted.iter().flat_map(|row| pack_index(*row)).collect();
        let (sorted, row, size) = (Literal::byte_string(&sorted), ident("__apig_at"), &cx.size);
        let arms = arms(unlisted, &otherwise);
        quote!({
            let #row = #rt::unlisted::<#size>(#sorted, &#error);
            match #row #arms
        })
    };
    let body = if pairs.is_empty() {
        rest
    } else {
        let arms = arms(pairs, &rest);
        quote!(match #rt::pair(&#error, #siblings) #arms)
    };
    let from = quote!(fn from(#error: #rt::ApigError) -> Self { #body });
    cx.implement(&quote!(#rt::From<#rt::ApigError>), &bounds(cx), &from)
}

/// The conversion needs nothing else of a type parameter.
fn bounds(cx: &Cx<'_>) -> Vec<TokenStream> {
    let rt = &cx.rt;
    let defaults = cx
        .fields(|role| matches!(role, Role::Claims(_)))
        .filter(|field| field.key() == Some(FieldKey::Default));
    let mut bounds = cx.parameter_bounds(defaults, &quote!(#rt::Default));
    bounds.extend(cx.fallback_bounds());
    bounds
}

/// `(numbers, statuses)`
fn pattern(Pattern { numbers, statuses }: &Pattern, arm: &mut TokenStream) {
    let alternatives = |numbers: &[u16], pair: &mut TokenStream| {
        for (nth, number) in numbers.iter().enumerate() {
            if nth > 0 {
                <Token![|]>::default().to_tokens(pair);
            }
            literal(*number).to_tokens(pair);
        }
    };
    let mut pair = TokenStream::new();
    alternatives(numbers, &mut pair);
    <Token![,]>::default().to_tokens(&mut pair);
    if statuses.is_empty() {
        <Token![_]>::default().to_tokens(&mut pair);
    }
    alternatives(statuses, &mut pair);
    Group::new(Delimiter::Parenthesis, pair).to_tokens(arm);
}

/// `{ arms _ => otherwise, }`
fn arms(mut arms: TokenStream, otherwise: &impl ToTokens) -> Group {
    <Token![_]>::default().to_tokens(&mut arms);
    arrow(otherwise, &mut arms);
    braces(arms)
}

/// `=> value,`
fn arrow(value: &impl ToTokens, arm: &mut TokenStream) {
    <Token![=>]>::default().to_tokens(arm);
    value.to_tokens(arm);
    <Token![,]>::default().to_tokens(arm);
}

/// The variant, filled from the response.
fn construct<'m>(
    variant: &'m Variant<'_>,
    class: Option<Retry>,
    cx: &'m Cx<'_>,
) -> impl ToTokens + use<'m> {
    let path = path(&cx.model.item.ident, variant.ident);
    written(move |tokens| {
        path.to_tokens(tokens);
        if !variant.is_unit {
            fields(variant, class, cx).to_tokens(tokens);
        }
    })
}

fn fields(variant: &Variant<'_>, class: Option<Retry>, cx: &Cx<'_>) -> TokenStream {
    let (rt, error) = (&cx.rt, error());
    let class = class.map(|class| ident(class.as_str()));
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
        let (member, span, of) = (&field.member, located(field.ty), ident(of));
        let rt = runtime_at(span);
        if variant.is_fallback() || field.key() == Some(FieldKey::Error) {
            // It takes the response, so it is filled last.
            let carry = last_of(field.ty, "carry");
            whole = quote_spanned!(span=> #member: #rt::#of::#carry(#error));
        } else {
            let fill = last_of(field.ty, "fill");
            quote_spanned!(span=> #member: #rt::#of::#fill(&#error, #class),).to_tokens(&mut parts);
        }
    }
    quote!({ #parts #whole })
}
