//! The one `match` over the variants: to a variant's place, or straight to what it carries.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Token;

use crate::derive::{
    plan::{Arm, Bound, Overrides, Plan, View},
    prelude::*,
};

use super::runtime::{
    Cx, argument, braces, ident, index, last_of, literal, located, located_at, path, runtime_at,
    written,
};

/// The method that all others of the trait ask.
pub(super) fn view(plan: &Plan<'_>, cx: &Cx<'_>) -> TokenStream {
    let (rt, size) = (&cx.rt, &cx.size);
    let is_place = |arm: &Arm<'_>| matches!(arm.view, View::Facts) && arm.bound.is_empty();
    let mut arms = TokenStream::new();
    let any_place = plan.arms.iter().any(is_place);
    for (place, arm) in plan.arms.iter().enumerate() {
        let (pattern, at) = (pattern(arm.variant, &arm.bound, cx), index(place));
        if is_place(arm) {
            pattern.to_tokens(&mut arms);
            <Token![=>]>::default().to_tokens(&mut arms);
            at.to_tokens(&mut arms);
            <Token![,]>::default().to_tokens(&mut arms);
            continue;
        }
        let view = arm_view(arm, &quote!(#rt::View::at::<#size>(#at)), cx);
        let leave = any_place.then(|| quote!(return));
        quote!(#pattern => #leave #view,).to_tokens(&mut arms);
    }
    let arms = braces(arms);
    let body = match plan.arms.as_slice() {
        [] => quote!(match *self #arms),
        _ if any_place => quote!(#rt::View::at::<#size>(match self #arms)),
        _ => quote!(match self #arms),
    };
    method(&body, cx)
}

/// The view of a struct, which has no variants.
pub(super) fn of_struct(plan: &Plan<'_>, cx: &Cx<'_>) -> TokenStream {
    let rt = &cx.rt;
    let arms = plan.arms.iter().map(|arm| {
        let fields = bound_fields(arm.variant, &arm.bound);
        let view = arm_view(arm, &quote!(#rt::View::OF_STRUCT), cx);
        quote!(Self #fields => #view,)
    });
    method(&quote!(match self { #(#arms)* }), cx)
}

fn method(body: &TokenStream, cx: &Cx<'_>) -> TokenStream {
    let rt = &cx.rt;
    quote! {
        #[inline]
        fn __apig_view(&self) -> #rt::View<'_> {
            #body
        }
    }
}

/// A name that no constant of the user's has, because a pattern would match that instead of binding.
pub(super) fn binding(index: usize, field: &Field<'_>) -> Ident {
    format_ident!("__apig_field_{index}", span = located(field.ty))
}

fn pattern<'m>(variant: &'m Variant<'_>, bound: &'m [Bound], cx: &Cx<'m>) -> impl ToTokens {
    let path = path(&cx.model.item.ident, variant.ident);
    written(move |tokens| {
        path.to_tokens(tokens);
        if variant.is_unit {
            return;
        }
        bound_fields(variant, bound).to_tokens(tokens);
    })
}

fn bound_fields(variant: &Variant<'_>, bound: &[Bound]) -> TokenStream {
    let fields = bound.iter().map(|bound| {
        let field = &variant.fields[bound.field];
        let (member, name) = (&field.member, binding(bound.field, field));
        quote!(#member: #name,)
    });
    quote!({ #(#fields)* .. })
}

/// `at` is the view of the variant's place.
fn arm_view(arm: &Arm<'_>, at: &TokenStream, cx: &Cx<'_>) -> TokenStream {
    let rt = &cx.rt;
    let mut checks = TokenStream::new();
    let mut parts = TokenStream::new();
    let mut inner = TokenStream::new();
    let mut response = TokenStream::new();
    for bound in &arm.bound {
        let field = &arm.variant.fields[bound.field];
        let (name, span) = (binding(bound.field, field), located(field.ty));
        let spanned = runtime_at(span);
        if let (true, Some(key)) = (bound.is_checked, field.key()) {
            let of = ident(key.spec().field_trait);
            let (check, name) = (last_of(field.ty, "check"), argument(field.ty, &name));
            quote_spanned!(span=> #spanned::#of::#check(#name);).to_tokens(&mut checks);
        }
        let (with, get) = match bound.read {
            Some(Read::Response) => {
                response = quote!(#rt::Field(#name).carried());
                continue;
            }
            Some(Read::Code) => ("with_code", "code"),
            Some(Read::Wait) => ("with_wait", "wait"),
            Some(Read::Window) => ("with_wait", "window"),
            Some(Read::RequestId) => ("with_request_id", "request_id"),
            None => {
                inner = forward(arm, field, &name, cx);
                continue;
            }
        };
        let (with, get) = (ident(with), ident(get));
        quote!(.#with(#rt::Field(#name).#get())).to_tokens(&mut parts);
    }
    let source = match &arm.view {
        View::Facts => parts,
        View::Carried(overrides) => {
            let overrides = self::overrides(overrides, cx);
            quote!(.carried(#response, #overrides))
        }
        View::Forward | View::Fallback | View::Judged(_) => inner,
    };
    let view = quote!(#at #source);
    if checks.is_empty() { view } else { quote!({ #checks #view }) }
}

/// Asks the only field, or a function about it.
fn forward(arm: &Arm<'_>, field: &Field<'_>, name: &Ident, cx: &Cx<'_>) -> TokenStream {
    let (rt, span) = (&cx.rt, located(field.ty));
    match arm.view {
        View::Fallback if is_boxed(field.ty) => {
            quote!(.forward(#rt::Field(#name).boxed_fallback()))
        }
        View::Fallback => quote!(.forward(#rt::Field(#name).fallback())),
        View::Judged(function) => {
            // A wrong result is told at the function.
            let last = function.segments.last();
            let at = last.map_or(span, |last| located_at(last.ident.span()));
            let verdict = quote_spanned!(at=> #function(#name));
            quote!(.judged(#verdict))
        }
        _ => {
            let (rt, name) = (runtime_at(span), argument(field.ty, name));
            let inner = quote_spanned!(span=> #rt::TransparentField::inner(#name));
            quote!(.forward(#inner))
        }
    }
}

fn overrides(Overrides { pairs, unlisted }: &Overrides<'_>, cx: &Cx<'_>) -> TokenStream {
    let (rt, siblings) = (&cx.rt, cx.model.options.siblings);
    if pairs.is_empty() && unlisted.is_empty() {
        return quote!(#rt::Overrides::NONE);
    }
    let pairs = pairs.iter().map(|(number, status, outcome)| {
        let (number, status, outcome) = (literal(*number), literal(*status), cx.outcome(*outcome));
        quote!(((#number, #status), #outcome))
    });
    let unlisted = unlisted.iter().map(|(raw, status, outcome)| {
        let (status, outcome) = (literal(*status), cx.outcome(*outcome));
        quote!(((#raw, #status), #outcome))
    });
    quote! {
        &#rt::Overrides { pairs: &[#(#pairs),*], unlisted: &[#(#unlisted),*], siblings: #siblings }
    }
}
