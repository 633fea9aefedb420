//! From the plan to tokens: the only phase that quotes.

mod conversion;
mod doc_table;
mod editor;
mod mapping;
mod placeholder;
mod runtime;
mod view;

use proc_macro2::TokenStream;
use quote::quote;

use crate::derive::{
    plan::{Plan, View},
    prelude::*,
};

use self::{
    doc_table::doc_table,
    runtime::{Cx, import},
};
pub(crate) use self::{
    editor::{call, words},
    placeholder::{errors, placeholder},
};

/// The implementations of a valid enum, after what is there for editors.
pub(crate) fn implementations(
    model: &Enum<'_>,
    plan: &Plan<'_>,
    editor: &TokenStream,
) -> TokenStream {
    let cx = Cx::new(model, plan);
    let import = import(model.options.krate.as_ref());
    let tables = mapping::tables(plan, &cx);
    let retryable = mapping::retryable(&doc_table(model), &view::view(plan, &cx), &cx);
    let claims = mapping::claims(&cx);
    let from = plan.conversion.as_ref().map(|conversion| conversion::from(conversion, &cx));
    quote! {
        const _: () = {
            #import
            #editor
            #tables
            #retryable
            #claims
            #from
        };
    }
}

/// The implementation of a valid struct, planned as an enum of one variant.
pub(crate) fn implementation(
    model: &Enum<'_>,
    plan: &Plan<'_>,
    editor: &TokenStream,
) -> TokenStream {
    let cx = Cx::new(model, plan);
    let import = import(model.options.krate.as_ref());
    let docs = match plan.arms.first().map(|arm| &arm.view) {
        Some(View::Judged(_)) => {
            "The verdict that a function gives for the error in the only field."
        }
        _ => "What the error in the only field says.",
    };
    let retryable = mapping::retryable(docs, &view::of_struct(plan, &cx), &cx);
    quote! {
        const _: () = {
            #import
            #editor
            #retryable
        };
    }
}
