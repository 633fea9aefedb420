//! The one `match` over the variants: to the index of a variant's facts, or straight to what it carries.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use crate::derive::{
    plan::{Arm, Bound, Overrides, Plan, View},
    prelude::*,
};

use super::runtime::{Cx, ident, index, literal, located, runtime_at};

pub(super) fn view(plan: &Plan<'_>, cx: &Cx<'_>) -> TokenStream {
    let rt = &cx.rt;
    let arms =
        plan.arms.iter().map(|arm| (pattern(arm.variant, &arm.bound, cx), arm_view(arm, cx)));
    let body = match plan.rest {
        None => {
            let arms = arms.map(|(pattern, view)| quote!(#pattern => #view));
            quote!(match self { #(#arms,)* })
        }
        Some(rest) => {
            let mut shared = TokenStream::new();
            for (facts, variants) in plan.constant.iter().enumerate() {
                if facts != rest && !variants.is_empty() {
                    let patterns = variants.iter().map(|variant| pattern(variant, &[], cx));
                    let facts = index(facts);
                    quote!(#(#patterns)|* => #facts,).to_tokens(&mut shared);
                }
            }
            let last = if let [only] = plan.constant[rest].as_slice() {
                pattern(only, &[], cx)
            } else {
                quote!(_)
            };
            let rest = index(rest);
            let arms = arms.map(|(pattern, view)| quote!(#pattern => return #view,));
            quote!(#rt::View::facts::<Self, _, _>(match self { #shared #(#arms)* #last => #rest }))
        }
    };
    let view = cx.implement(
        &quote!(#rt::Viewed),
        &cx.forward_bounds(),
        &quote! {
            #[inline]
            fn view(&self) -> #rt::View<'_> {
                #body
            }
        },
    );
    quote!(#[doc(hidden)] #view)
}

/// A name that no constant of the user's has, because a pattern would match that instead of binding.
fn binding(index: usize, field: &Field<'_>) -> Ident {
    format_ident!("__apig_field_{index}", span = located(field.ty))
}

/// `E::V`, not `Self::V`: rustc resolves the latter by a linear search.
fn pattern(variant: &Variant<'_>, bound: &[Bound], cx: &Cx<'_>) -> TokenStream {
    let (of, ident) = (&cx.model.item.ident, variant.ident);
    if variant.is_unit {
        return quote!(#of::#ident);
    }
    let fields = bound.iter().map(|bound| {
        let field = &variant.fields[bound.field];
        let (member, name) = (&field.member, binding(bound.field, field));
        quote!(#member: #name,)
    });
    quote!(#of::#ident { #(#fields)* .. })
}

fn arm_view(arm: &Arm<'_>, cx: &Cx<'_>) -> TokenStream {
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
            quote_spanned!(span=> #spanned::#of::check(#name);).to_tokens(&mut checks);
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
                inner = match arm.view {
                    View::Fallback if is_boxed(field.ty) => {
                        quote!(#rt::Field(#name).boxed_fallback())
                    }
                    View::Fallback => quote!(#rt::Field(#name).fallback()),
                    View::Judged(function) => quote!(#rt::View::Judged(#function(#name))),
                    _ => {
                        quote_spanned!(span=> #spanned::View::Forward(#spanned::TransparentField::inner(#name)))
                    }
                };
                continue;
            }
        };
        let (with, get) = (ident(with), ident(get));
        quote!(.#with(#rt::Field(#name).#get())).to_tokens(&mut parts);
    }
    let view = match &arm.view {
        View::Facts(facts) => {
            let facts = index(*facts);
            quote!(#rt::View::facts::<Self, _, _>(#facts) #parts)
        }
        View::Carried(overrides) => {
            let overrides = self::overrides(overrides, cx);
            quote!(#rt::View::carried(#response, #overrides))
        }
        View::Forward | View::Fallback | View::Judged(_) => inner,
    };
    if checks.is_empty() { view } else { quote!({ #checks #view }) }
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
