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
    runtime::{Cx, ident, index},
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
        numbers.extend_from_slice(&packed::pack_claim(pair.status, verdict, mention.any));
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
    let methods = [
        ("verdict", quote!(#rt::Verdict)),
        ("apig_code", quote!(#rt::Option<#rt::Code>)),
        ("actor", quote!(#rt::Option<#rt::Actor>)),
        ("wait_hint", quote!(#rt::Option<#rt::Duration>)),
        ("apig_error", quote!(#rt::Option<&#rt::ApigError>)),
    ];
    let methods = methods.iter().map(|(name, of)| {
        let name = ident(name);
        quote!(fn #name(&self) -> #of { #rt::Viewed::view(self).#name() })
    });
    let (of, bounds) = (quote!(#rt::ApigRetryable), cx.transparent_bounds());
    let retryable = cx.implement(&of, &bounds, &quote!(#(#methods)*));
    quote!(#[doc = #docs] #retryable)
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
