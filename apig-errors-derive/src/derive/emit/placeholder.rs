//! What is generated after a mistake: implementations that are never run, so that the rest of the
//! user's crate compiles and only the mistake is reported.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Data, DeriveInput, Path};

use crate::derive::prelude::*;

use super::{
    runtime::{argument, braces, ident, implement, import, last_of, located, runtime, runtime_at},
    view::binding,
};

/// The errors alone.
pub(crate) fn errors(errors: TokenStream) -> TokenStream {
    let errors = braces(errors);
    quote!(const _: () = #errors;)
}

/// `converts`: whether `From<ApigError>` is expected; `editor`: what is there for editors.
///
/// The errors come after that: what is generated is the same with a mistake and without one, up to where an
/// editor has read the words.
pub(crate) fn placeholder(
    item: &DeriveInput,
    krate: Option<&Path>,
    variants: &[Variant<'_>],
    converts: bool,
    editor: &TokenStream,
    errors: TokenStream,
) -> TokenStream {
    let (rt, import) = (runtime(), import(krate));
    let arms = variants.iter().filter_map(|variant| checks(item, variant));
    let retryable = quote! {
        fn verdict(&self) -> #rt::Verdict {
            match self { #(#arms)* _ => {} }
            #rt::unreachable!()
        }
    };
    let retryable = implement(item, &quote!(#rt::ApigRetryable), &[], &retryable);
    // A struct claims nothing.
    let errors = if matches!(item.data, Data::Struct(_)) {
        self::errors(errors)
    } else {
        // A constant that looks at the claims is not evaluated, and so not reported, where errors are beside them.
        let name = unraw(&item.ident);
        let mapping = quote! {
            const MAPPING: #rt::Mapping = {
                #errors
                #rt::Mapping::new(#name, &[], #rt::Option::None, false)
            };
        };
        let claims = implement(item, &quote!(#rt::ApigClaims), &[], &mapping);
        quote!(#[automatically_derived] #claims)
    };
    let from = converts.then(|| {
        let from = quote!(fn from(_: #rt::ApigError) -> Self { #rt::unreachable!() });
        let from = implement(item, &quote!(#rt::From<#rt::ApigError>), &[], &from);
        quote!(#[automatically_derived] #from)
    });
    quote! {
        const _: () = {
            #import
            #editor
            #[automatically_derived]
            #retryable
            #from
            #errors
        };
    }
}

/// Has the types of a variant's fields checked, so that a wrong one is told together with the mistakes of the
/// attributes. A type that mentions a parameter would need bounds, which are those of a valid enum.
fn checks(item: &DeriveInput, variant: &Variant<'_>) -> Option<TokenStream> {
    let (mut fields, mut calls) = (TokenStream::new(), TokenStream::new());
    for (at, field) in variant.fields.iter().enumerate() {
        let Some((of, method)) = check(variant, field) else { continue };
        if field.is_generic(&item.generics) {
            continue;
        }
        let (member, name, span) = (&field.member, binding(at, field), located(field.ty));
        let (rt, of, method) = (runtime_at(span), ident(of), last_of(field.ty, method));
        let argument = argument(field.ty, &name);
        fields.extend(quote!(#member: #name,));
        calls.extend(quote_spanned!(span=> let _ = #rt::#of::#method(#argument);));
    }
    let (of, name) = (&item.ident, variant.ident);
    let path = if matches!(item.data, Data::Struct(_)) { quote!(Self) } else { quote!(#of::#name) };
    (!calls.is_empty()).then(|| quote!(#path { #fields .. } => { #calls }))
}

/// The trait that the field's type must implement, and the function of it to call.
fn check(variant: &Variant<'_>, field: &Field<'_>) -> Option<(&'static str, &'static str)> {
    let is_only = variant.fields.len() == 1;
    match (&variant.role, variant.meant) {
        _ if variant.may_claim() => field.key().map(|key| (key.spec().field_trait, "check")),
        (Ok(Role::Transparent), _) | (Err(_), Some(RoleKey::Transparent)) if is_only => {
            Some(("TransparentField", "inner"))
        }
        (Ok(Role::Fallback), _) | (Err(_), Some(RoleKey::Fallback)) if is_only => {
            let of = if is_boxed(field.ty) { "BoxedFallbackField" } else { "FallbackField" };
            Some((of, "inner"))
        }
        _ => None,
    }
}
