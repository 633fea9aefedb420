//! The tables, and the public traits.

use apig_errors_catalog::__private::packed;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::derive::{
    plan::{Facts, Plan},
    prelude::*,
};

use super::{
    doc_table::doc_table,
    runtime::{Cx, index},
};

/// What generated code looks up, as `Tables` of the runtime crate has it: plain columns, which the
/// runtime crate turns into what it needs. The fewer expressions there are here, the less the user's
/// compiler has to do; and what only generic functions of another crate read, `cargo check` does not
/// evaluate.
pub(super) fn tables(plan: &Plan<'_>, cx: &Cx<'_>) -> TokenStream {
    let facts: Vec<u8> = plan
        .facts
        .iter()
        .flat_map(|Facts { verdict, code, actor }| packed::pack_facts(*verdict, *actor, *code))
        .collect();
    let facts = Literal::byte_string(&facts);

    let (mut variants, mut codes) = (Vec::new(), Vec::new());
    let (mut numbers, mut reasons) = (Vec::new(), Vec::new());
    for (at, (variant, claim, mention, pair)) in plan.claims.iter().enumerate() {
        if let Some(reason) = mention.reason() {
            let at = index(at);
            reasons.push(quote!((#at, #reason)));
        }
        variants.push(variant.name());
        codes.push(claim.code.to_string());
        let verdict = pair.outcome.verdict(mention.basis(false));
        numbers.extend_from_slice(&packed::pack_claim(pair.status, verdict));
    }
    let numbers = Literal::byte_string(&numbers);

    let (rt, count, claimed) = (&cx.rt, index(plan.facts.len()), index(variants.len()));
    let tables = cx.implement(
        &quote!(#rt::Tables<#count, #claimed>),
        &[],
        &quote! {
            const FACTS: #rt::RawFacts = #facts;
            const CLAIMS: #rt::RawClaims<#claimed> =
                ([#(#variants),*], [#(#codes),*], #numbers, &[#(#reasons),*]);
        },
    );
    quote!(#[doc(hidden)] #tables)
}

pub(super) fn retryable(cx: &Cx<'_>) -> TokenStream {
    let (rt, docs) = (&cx.rt, doc_table(cx.model));
    let names = names(cx);
    // Written out: each method made by itself would be a stream more for the compiler.
    let methods = quote! {
        fn verdict(&self) -> #rt::Verdict { #rt::Viewed::view(self).verdict() }
        fn apig_code(&self) -> #rt::Option<#rt::Code> { #rt::Viewed::view(self).apig_code() }
        fn actor(&self) -> #rt::Option<#rt::Actor> { #rt::Viewed::view(self).actor() }
        fn wait_hint(&self) -> #rt::Option<#rt::Duration> { #rt::Viewed::view(self).wait_hint() }
        fn apig_error(&self) -> #rt::Option<&#rt::ApigError> { #rt::Viewed::view(self).apig_error() }
        fn request_id(&self) -> #rt::Option<&#rt::str> { #rt::Viewed::view(self).request_id() }
        fn variant(&self) -> #rt::Option<&'static #rt::str> { #rt::Option::Some(#names) }
    };
    let of = quote!(#rt::ApigRetryable);
    let retryable = cx.implement(&of, &cx.forward_bounds(), &methods);
    quote!(#[doc = #docs] #retryable)
}

/// The name of the variant at hand.
fn names(cx: &Cx<'_>) -> TokenStream {
    let item = &cx.model.item.ident;
    if cx.model.variants.is_empty() {
        return quote!(match *self {});
    }
    let arms = cx.model.variants.iter().map(|variant| {
        let (ident, name) = (variant.ident, variant.name());
        let fields = if variant.is_unit { TokenStream::new() } else { quote!({ .. }) };
        quote!(#item::#ident #fields => #name,)
    });
    quote!(match self { #(#arms)* })
}

pub(super) fn claims(cx: &Cx<'_>) -> TokenStream {
    let (rt, name, siblings) = (&cx.rt, unraw(&cx.model.item.ident), cx.model.options.siblings);
    let fallback = cx.option(cx.model.fallback().map(Variant::name));
    cx.implement(
        &quote!(#rt::ApigClaims),
        &[],
        &quote! {
            const MAPPING: #rt::Mapping =
                #rt::mapping::<Self, _, _>(#name, #fallback, #siblings);
        },
    )
}
