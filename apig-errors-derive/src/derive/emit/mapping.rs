//! The tables, and the public traits.

use apig_errors_catalog::__private::packed;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::derive::{
    plan::{Facts, Plan},
    prelude::*,
};

use super::runtime::{Cx, index};

/// What generated code looks up, as `Tables` of the runtime crate has it: plain columns, which the
/// runtime crate turns into what it needs. The fewer expressions there are here, the less the user's
/// compiler has to do; and what only generic functions of another crate read, `cargo check` does not
/// evaluate.
pub(super) fn tables(plan: &Plan<'_>, cx: &Cx<'_>) -> TokenStream {
    let names: Vec<String> = cx.model.variants.iter().map(Variant::name).collect();
    let facts: Vec<u8> = plan
        .facts
        .iter()
        .flat_map(|Facts { verdict, code, actor }| packed::pack_facts(*verdict, *actor, *code))
        .collect();

    let mut codes: Vec<String> = Vec::new();
    let mut numbers: Vec<u8> = Vec::new();
    let mut reasons = TokenStream::new();
    for (place, claim, mention, pair) in &plan.claims {
        if let Some(reason) = mention.reason() {
            let at = index(codes.len());
            quote!((#at, #reason),).to_tokens(&mut reasons);
        }
        codes.push(match &claim.code {
            ClaimedCode::NoCode => String::new(),
            code => code.to_string(),
        });
        let verdict = pair.outcome.verdict(mention.basis(false));
        numbers.extend_from_slice(&packed::pack_claim(*place, pair.status, verdict));
    }

    let (rt, variants, claims) = (&cx.rt, index(names.len()), index(codes.len()));
    let (names, codes) = (names.join("\n"), codes.join("\n"));
    let (facts, numbers) = (Literal::byte_string(&facts), Literal::byte_string(&numbers));
    let tables = cx.implement(
        &quote!(#rt::Tables<#variants, #claims>),
        &[],
        &quote! {
            const VARIANTS: #rt::RawVariants = (#names, #facts);
            const CLAIMS: #rt::RawClaims = (#codes, #numbers, &[#reasons]);
        },
    );
    quote!(#[doc(hidden)] #tables)
}

pub(super) fn retryable(docs: &str, view: &TokenStream, cx: &Cx<'_>) -> TokenStream {
    let rt = &cx.rt;
    // The others have defaults, which ask the same.
    let methods = quote! {
        fn verdict(&self) -> #rt::Verdict { #rt::ApigRetryable::__apig_view(self).verdict() }
        #view
    };
    let of = quote!(#rt::ApigRetryable);
    let retryable = cx.implement(&of, &cx.forward_bounds(), &methods);
    quote!(#[doc = #docs] #retryable)
}

pub(super) fn claims(cx: &Cx<'_>) -> TokenStream {
    let (rt, name, siblings) = (&cx.rt, unraw(&cx.model.item.ident), cx.model.options.siblings);
    let (size, fallback) = (&cx.size, cx.option(cx.model.fallback().map(Variant::name)));
    cx.implement(
        &quote!(#rt::ApigClaims),
        &[],
        &quote! {
            const MAPPING: #rt::Mapping =
                #rt::mapping::<#size>(#name, #fallback, #siblings);
        },
    )
}
