//! What is generated after a mistake: implementations that are never run, so that the rest of the
//! user's crate compiles and only the mistake is reported.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Path};

use crate::derive::prelude::*;

use super::runtime::{implement, import, runtime};

/// `converts`: whether `From<ApigError>` is expected.
pub(crate) fn placeholder(item: &DeriveInput, krate: Option<&Path>, converts: bool) -> TokenStream {
    let (rt, import, name) = (runtime(), import(krate), unraw(&item.ident));
    let retryable = quote!(fn verdict(&self) -> #rt::Verdict { #rt::unreachable!() });
    let retryable = implement(item, &quote!(#rt::ApigRetryable), &[], &retryable);
    // A struct claims nothing.
    let claims = (!matches!(item.data, Data::Struct(_))).then(|| {
        let claims = quote! {
            const MAPPING: #rt::Mapping = #rt::Mapping::new(#name, &[], #rt::Option::None, false);
        };
        let claims = implement(item, &quote!(#rt::ApigClaims), &[], &claims);
        quote!(#[automatically_derived] #claims)
    });
    let from = converts.then(|| {
        let from = quote!(fn from(_: #rt::ApigError) -> Self { #rt::unreachable!() });
        let from = implement(item, &quote!(#rt::From<#rt::ApigError>), &[], &from);
        quote!(#[automatically_derived] #from)
    });
    quote! {
        const _: () = {
            #import
            #[automatically_derived]
            #retryable
            #claims
            #from
        };
    }
}
