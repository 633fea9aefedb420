//! The pipeline, one way: tokens to entries, entries to the model, the model checked, what is generated
//! planned and emitted. Nothing but this file knows the order.

mod check;
pub(crate) mod claim;
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
mod target;
mod tokens;
mod types;

use proc_macro2::TokenStream;
use syn::{Data, DataEnum, DataStruct, DeriveInput, Fields};

pub(crate) use self::emit::words;
use self::prelude::*;

/// The whole derive, on `proc_macro2`'s tokens, so that it can be tested outside the compiler.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut diag = Diagnostics::new();
    match syn::parse2(input.clone()) {
        Ok(item) => expand(&item, &emit::call(input), diag),
        Err(error) => {
            diag.syntax_error(&error);
            diag.finish().map_or_else(emit::errors, |()| TokenStream::new())
        }
    }
}

fn expand(item: &DeriveInput, editor: &TokenStream, mut diag: Diagnostics) -> TokenStream {
    match &item.data {
        Data::Enum(data) => enumeration(item, data, editor, diag),
        Data::Struct(data) => structure(item, data, editor, diag),
        Data::Union(data) => {
            let name = &item.ident;
            let line = message!("`#[derive(ApigRetryable)]` is for enums, and `{name}` is a union");
            let help = "make it an enum: each variant stands for a failure";
            diag.error(SpanRange::at(data.union_token.span), line.help(help));
            // What is wrong with its attributes does not matter.
            let mut unread = Diagnostics::new();
            let krate = options(item, &mut unread).krate;
            let _ = unread.finish();
            let errors = diag.finish().err();
            errors
                .map(|errors| emit::placeholder(item, krate.as_ref(), &[], false, editor, errors))
                .unwrap_or_default()
        }
    }
}

fn enumeration(
    item: &DeriveInput,
    data: &DataEnum,
    editor: &TokenStream,
    mut diag: Diagnostics,
) -> TokenStream {
    let options = options(item, &mut diag);
    let variants = variants(data, &options, &mut diag);
    let model = Enum { item, options, variants };
    diag.next_place();
    check::enumeration(&model, &mut diag);
    match diag.finish() {
        Ok(()) => emit::implementations(&model, &plan::of(&model), editor),
        Err(errors) => {
            let converts = model.converts();
            let krate = model.options.krate.as_ref();
            emit::placeholder(item, krate, &model.variants, converts, editor, errors)
        }
    }
}

fn structure(
    item: &DeriveInput,
    data: &DataStruct,
    editor: &TokenStream,
    mut diag: Diagnostics,
) -> TokenStream {
    let entries = syntax::entries(&item.attrs, &mut diag);
    let before_fields = diag.next_place();
    let fields = fields(&data.fields, &mut diag);
    diag.now_at(before_fields);
    let (options, role) = lower::structure(&item.ident, &fields, &entries, &mut diag);
    let whole = Variant {
        ident: &item.ident,
        attrs: &item.attrs,
        fields: fields.list,
        is_unit: matches!(data.fields, Fields::Unit),
        role,
        meant: None,
        is_valid: true,
    };
    diag.next_place();
    check::structure(&whole, &mut diag);
    let model = Enum { item, options, variants: vec![whole] };
    match diag.finish() {
        Ok(()) => emit::implementation(&model, &plan::of(&model), editor),
        Err(errors) => {
            let krate = model.options.krate.as_ref();
            emit::placeholder(item, krate, &model.variants, false, editor, errors)
        }
    }
}

fn options(item: &DeriveInput, diag: &mut Diagnostics) -> Options {
    lower::options(&syntax::entries(&item.attrs, diag), diag)
}

/// The variants, each read and checked before the next, so that messages are in the order of the code.
fn variants<'a>(data: &'a DataEnum, options: &Options, diag: &mut Diagnostics) -> Vec<Variant<'a>> {
    let read = |variant: &'a syn::Variant| {
        let mut attrs = lower::Attrs::new(options.siblings);
        syntax::each(&variant.attrs, diag, |attr, diag| attrs.add(attr, diag));
        let meant = attrs.meant();
        let before_fields = diag.next_place();
        // Read first, because a key of the variant on one of them is told there.
        let fields = fields(&variant.fields, diag);
        let role = attrs.role(fields.misplaced, diag).unwrap_or_else(|| {
            let misplaced = options.misplaced.filter(|_| model::may_be_fallback(&fields.list));
            Err(fields.misplaced.or(misplaced).unwrap_or_else(|| {
                diag.now_at(before_fields);
                diag.error(&variant.ident, lower::no_role(variant))
            }))
        });
        diag.next_place();
        let mut variant = Variant {
            ident: &variant.ident,
            attrs: &variant.attrs,
            fields: fields.list,
            is_unit: matches!(variant.fields, Fields::Unit),
            role,
            meant,
            is_valid: true,
        };
        let checked = check::variant(&variant, diag);
        variant.is_valid = fields.complete.and(checked).is_ok();
        variant
    };
    data.variants.iter().map(read).collect()
}

fn fields<'a>(written: &'a Fields, diag: &mut Diagnostics) -> lower::Fields<'a> {
    let mut fields = lower::Fields::new();
    for field in written {
        fields.read(field, syntax::entries(&field.attrs, diag), diag);
    }
    fields
}
