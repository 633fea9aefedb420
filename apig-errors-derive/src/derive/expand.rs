//! From the model to the implementations.

use apig_errors_catalog::{Actor, Basis, Code, Delivery, Retry, Verdict, packed};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Generics, Type};

use crate::derive::{
    ast::{Claim, ClaimedCode, Declared, Enum, Field, FieldKey, Role, Variant},
    convert, docs,
    quoting::{
        are_alike, at, bounds, claims_all, common, fields_of, header, import, index, part_trait,
        plain, private, retry, some, word,
    },
};

pub(crate) fn expand(model: &Enum<'_>) -> TokenStream {
    let p = &private(Span::mixed_site());
    let import = import(model.options.krate.as_ref());
    let allow = allow_deprecated(model);
    let mut facts = Vec::new();
    let view = view(model, &mut facts, p, &allow);
    let tables = tables(model, &facts, p, &allow);
    let retryable = retryable(model, p, &allow);
    let claims = claims(model, p, &allow);
    let from = model
        .variants
        .iter()
        .find(|variant| variant.is_fallback())
        .map(|fallback| convert::from(model, fallback, p, &allow));
    quote! {
        const _: () = {
            #import
            #tables
            #view
            #retryable
            #claims
            #from
        };
    }
}

/// Only where something is deprecated: under `forbid(deprecated)` an `allow` is an error itself.
fn allow_deprecated(model: &Enum<'_>) -> TokenStream {
    let deprecated =
        |attrs: &[syn::Attribute]| attrs.iter().any(|attr| attr.path().is_ident("deprecated"));
    let any = deprecated(&model.input.attrs)
        || model.variants.iter().any(|variant| {
            deprecated(variant.attrs) || variant.fields.iter().any(|field| deprecated(field.attrs))
        });
    if any { quote!(#[allow(deprecated)]) } else { TokenStream::new() }
}

/// A name that no constant of the user's has, for a pattern would match that instead of binding.
fn binding(index: usize, field: &Field<'_>) -> Ident {
    format_ident!("__apig_field_{index}", span = at(field.ty))
}

/// Whether a type parameter of the enum stands anywhere in this type.
fn is_generic(generics: &Generics, ty: &Type) -> bool {
    fn mentions(tokens: TokenStream, generics: &Generics) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(word) => generics.type_params().any(|param| param.ident == word),
            TokenTree::Group(group) => mentions(group.stream(), generics),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        })
    }
    mentions(ty.to_token_stream(), generics)
}

fn transparent_bounds(model: &Enum<'_>, p: &Ident) -> Vec<TokenStream> {
    bounds(&model.input.generics, fields_of(model, true), &quote!(#p::ApigRetryable))
}

/// The one `match` over the variants: to the place of its facts, or straight to what it carries.
fn view(model: &Enum<'_>, facts: &mut Vec<Facts>, p: &Ident, allow: &TokenStream) -> TokenStream {
    // A wrong type is reported once: by the conversion, where there is one.
    let converts = model.variants.iter().any(Variant::is_fallback);
    let mut constant: Vec<Vec<TokenStream>> = Vec::new();
    let mut arms = Vec::new();
    for variant in &model.variants {
        match view_arm(variant, model, converts, facts, p) {
            Arm::Facts(index, pattern) => {
                constant.resize_with(constant.len().max(index + 1), Vec::new);
                constant[index].push(pattern);
            }
            Arm::Own(arm) => arms.push(arm),
        }
    }
    // Variants with the same facts share an arm. The largest is the last, for everything else: to check
    // that many alternatives are all there takes the compiler a time that grows with their square.
    let rest = (0..constant.len()).max_by_key(|&index| constant[index].len());
    let mut shared = TokenStream::new();
    for (index, patterns) in constant.iter().enumerate() {
        if Some(index) != rest && !patterns.is_empty() {
            let index = Literal::usize_unsuffixed(index);
            quote!(#(#patterns)|* => #index,).to_tokens(&mut shared);
        }
    }
    let body = match rest {
        None => quote!(match self { #(#arms,)* }),
        Some(rest) => {
            let pattern =
                if let [only] = constant[rest].as_slice() { only.clone() } else { quote!(_) };
            let rest = Literal::usize_unsuffixed(rest);
            let arms = arms.iter().map(|Own { pattern, view }| quote!(#pattern => return #view,));
            quote!(#p::View::facts::<Self, _, _>(match self { #shared #(#arms)* #pattern => #rest }))
        }
    };
    let bounds = transparent_bounds(model, p);
    let header = header(&model.input.generics, &bounds, &quote!(#p::Viewed), &model.input.ident);
    quote! {
        #[doc(hidden)]
        #[automatically_derived]
        #allow
        #header {
            #[inline]
            fn view(&self) -> #p::View<'_> {
                #body
            }
        }
    }
}

/// A variant's arm.
enum Arm {
    /// The place of its facts, and its pattern.
    Facts(usize, TokenStream),
    Own(Own),
}

/// An arm with a view of its own.
struct Own {
    pattern: TokenStream,
    view: TokenStream,
}

impl ToTokens for Own {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { pattern, view } = self;
        quote!(#pattern => #view).to_tokens(tokens);
    }
}

fn view_arm(
    variant: &Variant<'_>,
    model: &Enum<'_>,
    converts: bool,
    facts: &mut Vec<Facts>,
    p: &Ident,
) -> Arm {
    let siblings = model.options.siblings;
    let checked_here = !converts;
    // Not `Self`, behind which the compiler searches the variants one by one.
    let (of, ident) = (&model.input.ident, variant.ident);
    let mut patterns = TokenStream::new();
    let mut bind = |index: usize, field: &Field<'_>| {
        let (member, name) = (&field.member, binding(index, field));
        quote!(#member: #name,).to_tokens(&mut patterns);
        name
    };
    let mut fact = |new: Facts| {
        facts.iter().position(|known| *known == new).unwrap_or_else(|| {
            facts.push(new);
            facts.len() - 1
        })
    };
    let mut checks = TokenStream::new();
    let mut parts = TokenStream::new();
    let mut whole = None;
    let mut place = None;
    match &variant.role {
        Some(Role::Transparent) => {
            let (name, span) = (bind(0, &variant.fields[0]), at(variant.fields[0].ty));
            let p = private(span);
            whole = Some(quote_spanned! {span=>
                #p::View::Forward(#p::TransparentField::inner(#name))
            });
        }
        Some(Role::Fallback) => {
            let name = bind(0, &variant.fields[0]);
            whole =
                Some(quote!(#p::View::carried(#p::Field(#name).carried(), #p::Overrides::NONE)));
        }
        Some(Role::Local(declared)) => place = Some(fact(Facts::local(*declared))),
        Some(Role::Claims(claims)) => {
            let carries = variant.field(FieldKey::Error).is_some();
            let window_counts = !carries
                && variant.field(FieldKey::Wait).is_none()
                && claims.first().is_some_and(|claim| claim.verdict.retry == Retry::Throttled);
            for (index, field) in variant.fields.iter().enumerate() {
                let Some(key) = field.key else { continue };
                let read = match key {
                    FieldKey::Error => true,
                    FieldKey::Code | FieldKey::Wait => !carries,
                    FieldKey::Throttle => window_counts,
                    _ => false,
                };
                // Only the conversion asks a type parameter for a `Default`.
                let checked_here = checked_here
                    && !(key == FieldKey::Default && is_generic(&model.input.generics, field.ty));
                if !read && !checked_here {
                    continue;
                }
                let name = bind(index, field);
                if checked_here {
                    let (of, span) = (part_trait(key), at(field.ty));
                    let p = private(span);
                    quote_spanned!(span=> #p::#of::check(#name);).to_tokens(&mut checks);
                }
                match key {
                    FieldKey::Error => {
                        let overrides = overrides(claims, siblings, p);
                        whole = Some(quote! {
                            #p::View::carried(#p::Field(#name).carried(), #overrides)
                        });
                    }
                    FieldKey::Code if read => {
                        quote!(.with_code(#p::Field(#name).code())).to_tokens(&mut parts);
                    }
                    FieldKey::Wait if read => {
                        quote!(.with_wait(#p::Field(#name).wait())).to_tokens(&mut parts);
                    }
                    FieldKey::Throttle if read => {
                        quote!(.with_wait(#p::Field(#name).window())).to_tokens(&mut parts);
                    }
                    _ => {}
                }
            }
            if whole.is_none() {
                place = Some(fact(Facts::claimed(claims, siblings)));
            }
        }
        // Holes are not expanded: `fallback.rs` takes over.
        None => whole = Some(quote!(#p::unreachable!())),
    }
    let pattern =
        if variant.unit { quote!(#of::#ident) } else { quote!(#of::#ident { #patterns .. }) };
    let view = match (place, whole) {
        (Some(place), _) if checks.is_empty() && parts.is_empty() => {
            return Arm::Facts(place, pattern);
        }
        (Some(place), _) => {
            let place = Literal::usize_unsuffixed(place);
            quote!(#p::View::facts::<Self, _, _>(#place) #parts)
        }
        (None, whole) => quote!(#whole),
    };
    let view = if checks.is_empty() { view } else { quote!({ #checks #view }) };
    Arm::Own(Own { pattern, view })
}

fn delivery(delivery: Delivery, p: &Ident) -> TokenStream {
    let delivery = word(delivery.as_str());
    quote!(#p::Delivery::#delivery)
}

fn declared(declared: Declared, p: &Ident) -> TokenStream {
    let (retry, delivery) = (retry(declared.retry, p), delivery(declared.delivery, p));
    quote!(#retry, #delivery)
}

/// What is known of a variant that carries no answer.
#[derive(PartialEq)]
struct Facts {
    verdict: Verdict,
    code: Option<Code>,
    actor: Option<Actor>,
}

impl Facts {
    fn local(declared: Declared) -> Self {
        let verdict = Verdict::new(declared.retry, declared.delivery);
        Self { verdict, code: None, actor: None }
    }

    /// What claims without an answer amount to: their class, the more cautious delivery, the weakest
    /// basis, and what all agree on.
    fn claimed(claims: &[Claim], siblings: bool) -> Self {
        let retry = claims.first().map_or(Retry::Never, |claim| claim.verdict.retry);
        let cautious =
            claims.iter().any(|claim| claim.verdict.delivery == Delivery::MaybeDelivered);
        let delivery = if cautious { Delivery::MaybeDelivered } else { Delivery::NotDelivered };
        let basis = claims.iter().map(|claim| claim.basis(siblings)).max();
        let code = common(claims.iter().map(|claim| match &claim.code {
            // With `siblings` it stands for three codes.
            ClaimedCode::Documented(code) => (!siblings).then_some(*code),
            ClaimedCode::Foreign(raw) => Code::parse(raw).ok(),
        }));
        let actor = common(claims.iter().map(|claim| match &claim.code {
            ClaimedCode::Documented(code) => code.actor(claim.status?),
            ClaimedCode::Foreign(_) => None,
        }));
        let verdict = Verdict::new(retry, delivery).on(basis.unwrap_or(Basis::Declared));
        Self { verdict, code, actor }
    }
}

/// What this variant's claims say otherwise than the table.
fn overrides(claims: &[Claim], siblings: bool, p: &Ident) -> TokenStream {
    let keyed = keyed(claims);
    let pairs = keyed.iter().filter(|(_, _, claim)| claim.declared).map(|(code, status, claim)| {
        let (number, status) = (plain(code.number()), plain(status.unwrap_or(0)));
        let verdict = declared(claim.verdict, p);
        quote!(((#number, #status), (#verdict)))
    });
    let foreign = claims.iter().filter_map(|claim| match &claim.code {
        ClaimedCode::Foreign(raw) => {
            let status = plain(claim.status.unwrap_or(0));
            let verdict = declared(claim.verdict, p);
            Some(quote!(((#raw, #status), (#verdict))))
        }
        ClaimedCode::Documented(_) => None,
    });
    let (pairs, foreign): (Vec<_>, Vec<_>) = (pairs.collect(), foreign.collect());
    if pairs.is_empty() && foreign.is_empty() {
        return quote!(#p::Overrides::NONE);
    }
    quote! {
        &#p::Overrides { pairs: &[#(#pairs),*], foreign: &[#(#foreign),*], siblings: #siblings }
    }
}

/// The documented claims of a variant, by code and status; the status is `None` where every
/// documented one is claimed, with one verdict if it is overridden: then undocumented ones go the
/// same way.
fn keyed(claims: &[Claim]) -> Vec<(Code, Option<u16>, &Claim)> {
    let mut keyed: Vec<(Code, Option<u16>, &Claim)> = Vec::new();
    for claim in claims {
        let Some(code) = claim.code.documented() else { continue };
        if !claims_all(claims, code) || !are_alike(claims, code) {
            keyed.push((code, claim.status, claim));
        } else if !keyed.iter().any(|(earlier, ..)| *earlier == code) {
            keyed.push((code, None, claim));
        }
    }
    keyed
}

/// What generated code looks up, as `Tables` of the runtime crate has it: plain columns, which the
/// runtime crate turns into what it needs. The fewer expressions there are here, the less the user's
/// compiler has to do; and what only generic functions of another crate read, `cargo check` does not
/// evaluate.
fn tables(model: &Enum<'_>, facts: &[Facts], p: &Ident, allow: &TokenStream) -> TokenStream {
    let mut of_facts = Vec::new();
    for Facts { verdict, code, actor } in facts {
        let [family, high, low] = packed::code(*code);
        let verdict = packed::verdict(*verdict);
        of_facts.extend_from_slice(&[verdict, packed::actor(*actor), family, high, low]);
    }
    let of_facts = Literal::byte_string(&of_facts);

    let (mut variants, mut codes) = (Vec::new(), Vec::new());
    let (mut numbers, mut reasons) = (Vec::new(), Vec::new());
    for variant in &model.variants {
        for claim in variant.claims() {
            if let Some(reason) = &claim.reason {
                let at = index(variants.len());
                reasons.push(quote!((#at, #reason)));
            }
            variants.push(variant.name());
            codes.push(claim.code.to_string());
            let [high, low] = claim.status.unwrap_or(0).to_be_bytes();
            let Declared { retry, delivery } = claim.verdict;
            let verdict = Verdict::new(retry, delivery).on(claim.basis(false));
            numbers.extend_from_slice(&[high, low, packed::verdict(verdict), claim.any.into()]);
        }
    }
    let numbers = Literal::byte_string(&numbers);

    let (count, claimed) = (index(facts.len()), index(variants.len()));
    let of = quote!(#p::Tables<#count, #claimed>);
    let header = header(&model.input.generics, &[], &of, &model.input.ident);
    quote! {
        #[doc(hidden)]
        #[automatically_derived]
        #allow
        #header {
            const FACTS: #p::RawFacts = #of_facts;
            const CLAIMS: #p::RawClaims<#claimed> =
                ([#(#variants),*], [#(#codes),*], #numbers, &[#(#reasons),*]);
        }
    }
}

fn retryable(model: &Enum<'_>, p: &Ident, allow: &TokenStream) -> TokenStream {
    let bounds = transparent_bounds(model, p);
    let header =
        header(&model.input.generics, &bounds, &quote!(#p::ApigRetryable), &model.input.ident);
    let docs = docs::table(model);
    quote! {
        #[doc = #docs]
        #[automatically_derived]
        #allow
        #header {
            fn verdict(&self) -> #p::Verdict {
                #p::Viewed::view(self).verdict()
            }

            fn apig_code(&self) -> #p::Option<#p::Code> {
                #p::Viewed::view(self).apig_code()
            }

            fn actor(&self) -> #p::Option<#p::Actor> {
                #p::Viewed::view(self).actor()
            }

            fn wait_hint(&self) -> #p::Option<#p::Duration> {
                #p::Viewed::view(self).wait_hint()
            }

            fn apig_error(&self) -> #p::Option<&#p::ApigError> {
                #p::Viewed::view(self).apig_error()
            }
        }
    }
}

fn claims(model: &Enum<'_>, p: &Ident, allow: &TokenStream) -> TokenStream {
    let header = header(&model.input.generics, &[], &quote!(#p::ApigClaims), &model.input.ident);
    let name = crate::derive::ast::plain(&model.input.ident);
    let fallback = model.variants.iter().find(|variant| variant.is_fallback()).map(Variant::name);
    let fallback = some(fallback.map(ToTokens::into_token_stream), p);
    let siblings = model.options.siblings;
    quote! {
        #[automatically_derived]
        #allow
        #header {
            const MAPPING: #p::Mapping =
                #p::mapping::<Self, _, _>(#name, #fallback, #siblings);
        }
    }
}
