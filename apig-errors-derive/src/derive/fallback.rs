//! What is generated after a mistake: implementations that are never run, so that the rest of the
//! user's crate compiles and only the mistake is reported.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{DeriveInput, Path};

use crate::derive::{ast::plain, quoting};

/// `converts`: whether a `fallback` stands somewhere, however broken.
pub(crate) fn expand(input: &DeriveInput, krate: Option<&Path>, converts: bool) -> TokenStream {
    let p = quoting::private(Span::mixed_site());
    let import = quoting::import(krate);
    let DeriveInput { ident, generics, .. } = input;
    let (of_impl, of_type, clause) = generics.split_for_impl();
    let name = plain(ident);
    let from = converts.then(|| {
        quote! {
            #[automatically_derived]
            impl #of_impl #p::From<#p::ApigError> for #ident #of_type #clause {
                fn from(_: #p::ApigError) -> Self {
                    #p::unreachable!()
                }
            }
        }
    });
    quote! {
        const _: () = {
            #import

            #[automatically_derived]
            impl #of_impl #p::ApigRetryable for #ident #of_type #clause {
                fn verdict(&self) -> #p::Verdict {
                    #p::unreachable!()
                }
            }

            #[automatically_derived]
            impl #of_impl #p::ApigClaims for #ident #of_type #clause {
                const MAPPING: #p::Mapping =
                    #p::Mapping::new(#name, &[], #p::Option::None, false);
            }

            #from
        };
    }
}
