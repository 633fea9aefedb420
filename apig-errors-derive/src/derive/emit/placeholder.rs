//! What is generated after a mistake: implementations that are never run, so that the rest of the
//! user's crate compiles and only the mistake is reported.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{DeriveInput, Path};

use crate::derive::prelude::*;

use super::runtime::{import, runtime};

/// `converts`: whether `From<ApigError>` is expected.
pub(crate) fn placeholder(item: &DeriveInput, krate: Option<&Path>, converts: bool) -> TokenStream {
    let rt = runtime(Span::mixed_site());
    let import = import(krate);
    let DeriveInput { ident, generics, .. } = item;
    let (of_impl, of_type, clause) = generics.split_for_impl();
    let name = unraw(ident);
    let from = converts.then(|| {
        quote! {
            #[automatically_derived]
            impl #of_impl #rt::From<#rt::ApigError> for #ident #of_type #clause {
                fn from(_: #rt::ApigError) -> Self {
                    #rt::unreachable!()
                }
            }
        }
    });
    quote! {
        const _: () = {
            #import

            #[automatically_derived]
            impl #of_impl #rt::ApigRetryable for #ident #of_type #clause {
                fn verdict(&self) -> #rt::Verdict {
                    #rt::unreachable!()
                }
            }

            #[automatically_derived]
            impl #of_impl #rt::ApigClaims for #ident #of_type #clause {
                const MAPPING: #rt::Mapping =
                    #rt::Mapping::new(#name, &[], #rt::Option::None, false);
            }

            #from
        };
    }
}
