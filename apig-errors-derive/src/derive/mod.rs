//! The pipeline, one way: tokens to entries, entries to the model, the model checked, what is generated
//! planned and emitted. Nothing but this file knows the order.

mod check;
pub(crate) mod diagnostic;
mod emit;
mod entry;
pub(crate) mod keys;
mod lower;
pub(crate) mod model;
pub(crate) mod plan;
mod prelude;
mod syntax;
pub(crate) mod table;
mod tokens;
mod types;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DeriveInput, Fields, Path};

use self::prelude::*;

/// The whole derive, on `proc_macro2`'s tokens, so that it can be tested outside the compiler.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut diag = Diagnostics::new();
    match syn::parse2(input) {
        Ok(item) => expand(&item, diag),
        Err(error) => {
            diag.syntax_error(&error);
            diag.finish().err().unwrap_or_default()
        }
    }
}

fn expand(item: &DeriveInput, mut diag: Diagnostics) -> TokenStream {
    let Data::Enum(data) = &item.data else {
        not_an_enum(item, &mut diag);
        // What is wrong with its attributes does not matter on an item that is not an enum.
        let mut unread = Diagnostics::new();
        let krate = options(item, &mut unread).krate;
        let _ = unread.finish();
        return diag
            .finish()
            .err()
            .map(|errors| after(errors, item, krate, false))
            .unwrap_or_default();
    };
    let options = options(item, &mut diag);
    let variants = variants(data, &options, &mut diag);
    let model = Enum { item, options, variants };
    check::enumeration(&model, &mut diag);
    match diag.finish() {
        Ok(()) => emit::implementations(&model, &plan::of(&model)),
        Err(errors) => {
            let converts = model.converts();
            after(errors, item, model.options.krate, converts)
        }
    }
}

fn options(item: &DeriveInput, diag: &mut Diagnostics) -> Options {
    lower::options(&syntax::entries(&item.attrs, diag), diag)
}

/// The variants, each read and checked before the next, so that messages are in the order of the code.
fn variants<'a>(data: &'a DataEnum, options: &Options, diag: &mut Diagnostics) -> Vec<Variant<'a>> {
    let read = |variant: &'a syn::Variant| {
        let mut attrs = lower::Attrs::new();
        syntax::each(&variant.attrs, diag, |attr, diag| attrs.add(attr, diag));
        let may_be_fallback = attrs.may_be_fallback;
        let role = attrs.role(&variant.ident, options.siblings, diag);
        let mut fields = lower::Fields::new();
        for field in &variant.fields {
            fields.read(field, syntax::entries(&field.attrs, diag), diag);
        }
        let mut variant = Variant {
            ident: &variant.ident,
            attrs: &variant.attrs,
            fields: fields.fields,
            is_unit: matches!(variant.fields, Fields::Unit),
            role,
            may_be_fallback,
            is_valid: true,
        };
        let checked = check::variant(&variant, diag);
        variant.is_valid = fields.complete.and(checked).is_ok();
        variant
    };
    data.variants.iter().map(read).collect()
}

/// The errors, and what keeps the rest of the user's crate from being reported.
fn after(
    errors: TokenStream,
    item: &DeriveInput,
    krate: Result<Option<Path>>,
    converts: bool,
) -> TokenStream {
    // Nobody knows where the runtime crate is: any path would be one mistake more.
    let Ok(krate) = krate else { return errors };
    let placeholder = emit::placeholder(item, krate.as_ref(), converts);
    quote!(#errors #placeholder)
}

fn not_an_enum(item: &DeriveInput, diag: &mut Diagnostics) {
    let name = &item.ident;
    let line = |kind| message!("`#[derive(ApigRetryable)]` is for enums, and `{name}` is a {kind}");
    match &item.data {
        Data::Enum(_) => {}
        Data::Struct(data) => {
            // Not `transparent`: nothing implements the trait for the struct.
            let help = format!("wrap it: `enum Error {{ #[apig(local)] {name}({name}) }}`");
            let or = format!(
                "or, for a response of the gateway: `#[apig(code = \"…\")] {name}({name})`"
            );
            let at = SpanRange::at(data.struct_token.span);
            diag.error(at, line("struct").help(help).help(or));
        }
        Data::Union(data) => {
            let help = "make it an enum: each variant stands for a failure";
            diag.error(SpanRange::at(data.union_token.span), line("union").help(help));
        }
    }
}
