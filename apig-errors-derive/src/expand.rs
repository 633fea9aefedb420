//! From the model to the implementations.

use apig_errors_catalog::{Basis, Code, Delivery, Family, Retry};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{GenericParam, Generics, Path, Type, WherePredicate, spanned::Spanned};

use crate::{
    ast::{Claim, ClaimedCode, Declared, Enum, Field, FieldKey, Role, Variant},
    code, docs,
};

/// The hidden module of the runtime crate that generated code calls. It is named after the version,
/// which the two crates share.
const PRIVATE: &str = concat!("__private", env!("CARGO_PKG_VERSION_PATCH"));

/// The name under which generated code calls that module: short, for it is written often.
pub(crate) fn private(span: Span) -> Ident {
    Ident::new("__apig", span)
}

/// What gives the module that name.
pub(crate) fn import(krate: Option<&Path>) -> TokenStream {
    let (module, name) = (word(PRIVATE), private(Span::mixed_site()));
    let path = krate.map_or_else(|| quote!(::apig_errors), ToTokens::to_token_stream);
    quote!(use #path::#module as #name;)
}

pub(crate) fn expand(model: &Enum<'_>) -> TokenStream {
    let p = &private(Span::mixed_site());
    let import = import(model.options.krate.as_ref());
    let allow = allow_deprecated(model);
    let view = view(model, p, &allow);
    let retryable = retryable(model, p, &allow);
    let claims = claims(model, p, &allow);
    let from = model
        .variants
        .iter()
        .find(|variant| variant.is_fallback())
        .map(|fallback| from(model, fallback, p, &allow));
    quote! {
        const _: () = {
            #import
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

fn error() -> Ident {
    Ident::new("__apig_error", Span::mixed_site())
}

fn name_of(what: &str) -> Ident {
    format_ident!("__APIG_{what}", span = Span::mixed_site())
}

/// The user's place, so that messages point there, without making the code look like the user's.
fn at(ty: &Type) -> Span {
    Span::mixed_site().located_at(ty.span())
}

/// `impl<…> TRAIT for E<…> where …`, with the bounds that the fields' types need.
fn header(
    generics: &Generics,
    extra: &[WherePredicate],
    of: &TokenStream,
    ident: &Ident,
) -> TokenStream {
    let mut generics = generics.clone();
    if !extra.is_empty() {
        generics.make_where_clause().predicates.extend(extra.iter().cloned());
    }
    let (of_impl, _, clause) = generics.split_for_impl();
    let (_, of_type, _) = generics.split_for_impl();
    quote!(impl #of_impl #of for #ident #of_type #clause)
}

/// `T: BOUND` for each of these fields whose type is a type parameter, and nothing more.
fn bounds<'f>(
    generics: &Generics,
    fields: impl Iterator<Item = &'f Field<'f>>,
    bound: &TokenStream,
) -> Vec<WherePredicate> {
    let is_parameter = |ty: &Type| {
        generics.params.iter().any(|param| match (param, ty) {
            (GenericParam::Type(param), Type::Path(path)) => path.path.is_ident(&param.ident),
            _ => false,
        })
    };
    fields
        .map(|field| field.ty)
        .filter(|ty| is_parameter(ty))
        .map(|ty| syn::parse_quote!(#ty: #bound))
        .collect()
}

fn fields_of<'m>(model: &'m Enum<'_>, transparent: bool) -> impl Iterator<Item = &'m Field<'m>> {
    model
        .variants
        .iter()
        .filter(move |variant| matches!(variant.role, Some(Role::Transparent)) == transparent)
        .flat_map(|variant| &variant.fields)
}

fn transparent_bounds(model: &Enum<'_>, p: &Ident) -> Vec<WherePredicate> {
    bounds(&model.input.generics, fields_of(model, true), &quote!(#p::ApigRetryable))
}

/// The one `match` over the variants.
fn view(model: &Enum<'_>, p: &Ident, allow: &TokenStream) -> TokenStream {
    let mut facts = Vec::new();
    let converts = model.variants.iter().any(Variant::is_fallback);
    let arms: Vec<TokenStream> = model
        .variants
        .iter()
        .map(|variant| view_arm(variant, model.options.siblings, converts, &mut facts, p))
        .collect();
    let bounds = transparent_bounds(model, p);
    let header = header(&model.input.generics, &bounds, &quote!(#p::Viewed), &model.input.ident);
    let (name, count) = (name_of("FACTS"), facts.len());
    let facts = (count > 0).then(|| quote!(static #name: [#p::Facts; #count] = [#(#facts),*];));
    quote! {
        #facts
        #[automatically_derived]
        #allow
        #header {
            #[inline]
            fn view(&self) -> #p::View<'_> {
                match self { #(#arms)* }
            }
        }
    }
}

fn view_arm(
    variant: &Variant<'_>,
    siblings: bool,
    converts: bool,
    facts: &mut Vec<TokenStream>,
    p: &Ident,
) -> TokenStream {
    let ident = variant.ident;
    let mut patterns = TokenStream::new();
    let mut bind = |index: usize, field: &Field<'_>| {
        let (member, name) = (&field.member, binding(index, field));
        patterns.extend(quote!(#member: #name,));
        name
    };
    let mut checks = TokenStream::new();
    // A wrong type is reported once: by the conversion, where there is one.
    let checked_here = !converts;
    let mut fact = |declared: TokenStream| {
        let (name, index) = (name_of("FACTS"), facts.len());
        facts.push(declared);
        quote!(#p::View::facts(&#name[#index]))
    };
    let view = match &variant.role {
        Some(Role::Transparent) => {
            let (name, span) = (bind(0, &variant.fields[0]), at(variant.fields[0].ty));
            let p = private(span);
            quote_spanned!(span=> #p::View::Forward(#p::TransparentField::inner(#name)))
        }
        Some(Role::Fallback) => {
            let name = bind(0, &variant.fields[0]);
            quote!(#p::View::carried(#p::Field(#name).carried(), #p::Overrides::NONE))
        }
        Some(Role::Local(declared)) => fact(local_facts(*declared, p)),
        Some(Role::Claims(claims)) => {
            let carries = variant.field(FieldKey::Error).is_some();
            let mut whole = None;
            let mut parts = TokenStream::new();
            for (index, field) in variant.fields.iter().enumerate() {
                let Some(key) = field.key else { continue };
                let read = matches!(key, FieldKey::Error | FieldKey::Code | FieldKey::Wait);
                if !read && !checked_here {
                    continue;
                }
                let name = bind(index, field);
                if checked_here {
                    let (of, span) = (part_trait(key), at(field.ty));
                    let p = private(span);
                    checks.extend(quote_spanned!(span=> #p::#of::check(#name);));
                }
                match key {
                    FieldKey::Error => {
                        let overrides = overrides(claims, siblings, p);
                        whole =
                            Some(quote!(#p::View::carried(#p::Field(#name).carried(), #overrides)));
                    }
                    FieldKey::Code if !carries => {
                        parts.extend(quote!(.with_code(#p::Field(#name).code())));
                    }
                    FieldKey::Wait if !carries => {
                        parts.extend(quote!(.with_wait(#p::Field(#name).wait())));
                    }
                    _ => {}
                }
            }
            let start = whole.unwrap_or_else(|| fact(claimed_facts(claims, siblings, p)));
            quote!(#start #parts)
        }
        // Holes are not expanded: `fallback.rs` takes over.
        None => quote!(#p::unreachable!()),
    };
    let body = if checks.is_empty() { quote!(#view,) } else { quote!({ #checks #view }) };
    quote!(Self::#ident { #patterns .. } => #body)
}

/// The trait that a field under this key has to implement.
fn part_trait(key: FieldKey) -> Ident {
    let name = match key {
        FieldKey::Error => "ErrorField",
        FieldKey::Code => "CodeField",
        FieldKey::Status => "StatusField",
        FieldKey::Message => "MessageField",
        FieldKey::RequestId => "RequestIdField",
        FieldKey::Wait => "WaitField",
        FieldKey::Throttle => "ThrottleField",
        FieldKey::Default => "DefaultField",
    };
    Ident::new(name, Span::mixed_site())
}

fn word(word: &str) -> Ident {
    Ident::new(word, Span::mixed_site())
}

fn some(value: Option<TokenStream>, p: &Ident) -> TokenStream {
    value.map_or_else(|| quote!(#p::Option::None), |value| quote!(#p::Option::Some(#value)))
}

fn retry(retry: Retry, p: &Ident) -> TokenStream {
    let retry = word(retry.as_str());
    quote!(#p::Retry::#retry)
}

fn delivery(delivery: Delivery, p: &Ident) -> TokenStream {
    let delivery = word(delivery.as_str());
    quote!(#p::Delivery::#delivery)
}

fn declared(declared: Declared, p: &Ident) -> TokenStream {
    let (retry, delivery) = (retry(declared.retry, p), delivery(declared.delivery, p));
    quote!(#retry, #delivery)
}

fn local_facts(verdict: Declared, p: &Ident) -> TokenStream {
    let verdict = declared(verdict, p);
    quote!(#p::Facts::new(#verdict, #p::Basis::Declared, #p::Option::None, #p::Option::None))
}

/// What claims without an answer amount to: their class, the more cautious delivery, the weakest
/// basis, and what all agree on.
fn claimed_facts(claims: &[Claim], siblings: bool, p: &Ident) -> TokenStream {
    let retry = claims.first().map_or(Retry::Never, |claim| claim.verdict.retry);
    let cautious = claims.iter().any(|claim| claim.verdict.delivery == Delivery::MaybeDelivered);
    let delivery = if cautious { Delivery::MaybeDelivered } else { Delivery::NotDelivered };
    let basis = claims
        .iter()
        .map(|claim| match claim {
            _ if claim.declared => Basis::Declared,
            _ if siblings => Basis::Sibling,
            _ => Basis::Row,
        })
        .max()
        .unwrap_or(Basis::Declared);
    let code = common(claims.iter().map(|claim| match &claim.code {
        // With `siblings` it stands for three codes.
        ClaimedCode::Documented(code, _) => (!siblings).then_some(*code),
        ClaimedCode::Foreign(raw) => Code::parse(raw).ok(),
    }));
    let actor = common(claims.iter().map(|claim| match &claim.code {
        ClaimedCode::Documented(code, _) => code.actor(claim.status?),
        ClaimedCode::Foreign(_) => None,
    }));
    let verdict = declared(Declared { retry, delivery }, p);
    let basis = word(basis.as_str());
    let code = some(code.map(|code| code_value(code, p)), p);
    let actor = some(
        actor.map(|actor| {
            let actor = word(actor.as_str());
            quote!(#p::Actor::#actor)
        }),
        p,
    );
    quote!(#p::Facts::new(#verdict, #p::Basis::#basis, #code, #actor))
}

/// What all of them are, where they agree.
fn common<T: PartialEq>(mut values: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = values.next()??;
    values.all(|value| value.as_ref() == Some(&first)).then_some(first)
}

fn code_value(code: Code, p: &Ident) -> TokenStream {
    if code.rows().is_empty() {
        // A foreign code of one of the families has no constant.
        let text = code.to_string();
        return quote!(#p::code(#text));
    }
    let name = word(&code::constant_name(code));
    quote!(#p::Code::#name)
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
        ClaimedCode::Documented(..) => None,
    });
    let (pairs, foreign): (Vec<_>, Vec<_>) = (pairs.collect(), foreign.collect());
    if pairs.is_empty() && foreign.is_empty() {
        return quote!(#p::Overrides::NONE);
    }
    quote! {
        &#p::Overrides { pairs: &[#(#pairs),*], foreign: &[#(#foreign),*], siblings: #siblings }
    }
}

fn plain(number: u16) -> Literal {
    Literal::u16_unsuffixed(number)
}

/// The documented claims of a variant, by code and status; the status is `None` where every
/// documented one is claimed, with one verdict if it is overridden: then undocumented ones go the
/// same way.
fn keyed(claims: &[Claim]) -> Vec<(Code, Option<u16>, &Claim)> {
    let documented = |claim: &Claim| match &claim.code {
        ClaimedCode::Documented(code, _) => Some(*code),
        ClaimedCode::Foreign(_) => None,
    };
    let mut keyed: Vec<(Code, Option<u16>, &Claim)> = Vec::new();
    for claim in claims {
        let Some(code) = documented(claim) else { continue };
        let of_code = || claims.iter().filter(|other| documented(other) == Some(code));
        let complete = claims_all(claims, code);
        let alike = of_code().all(|other| {
            other.declared == claim.declared && (!claim.declared || other.verdict == claim.verdict)
        });
        if !complete || !alike {
            keyed.push((code, claim.status, claim));
        } else if !keyed.iter().any(|(earlier, ..)| *earlier == code) {
            keyed.push((code, None, claim));
        }
    }
    keyed
}

/// Whether every documented pair of this code is among the claims.
fn claims_all(claims: &[Claim], code: Code) -> bool {
    code.rows().iter().all(|row| {
        claims.iter().any(|claim| {
            claim.status == Some(row.status)
                && matches!(&claim.code, ClaimedCode::Documented(of, _) if *of == code)
        })
    })
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
    let claims: Vec<TokenStream> = model
        .variants
        .iter()
        .flat_map(|variant| variant.claims().iter().map(|claim| claim_value(variant, claim, p)))
        .collect();
    let header = header(&model.input.generics, &[], &quote!(#p::ApigClaims), &model.input.ident);
    let name = crate::ast::plain(&model.input.ident);
    let fallback = model.variants.iter().find(|variant| variant.is_fallback()).map(Variant::name);
    let fallback = some(fallback.map(ToTokens::into_token_stream), p);
    let siblings = model.options.siblings;
    let (list, count) = (name_of("CLAIMS"), claims.len());
    quote! {
        static #list: [#p::Claim; #count] = [#(#claims),*];
        #[automatically_derived]
        #allow
        #header {
            const MAPPING: #p::Mapping = #p::Mapping::new(#name, &#list, #fallback, #siblings);
        }
    }
}

fn claim_value(variant: &Variant<'_>, claim: &Claim, p: &Ident) -> TokenStream {
    let name = variant.name();
    let status = claim.status.map(|status| plain(status).into_token_stream());
    let base = match &claim.code {
        ClaimedCode::Documented(code, written) => {
            // The name as the user wrote it, for hover and go-to-definition.
            let constant = written.clone().unwrap_or_else(|| word(&code::constant_name(*code)));
            let (text, any) = (code.to_string(), claim.any);
            quote!(#p::Claim::documented(#name, (#p::Code::#constant, #text), #status, #any))
        }
        ClaimedCode::Foreign(raw) => {
            let (status, verdict) = (some(status, p), declared(claim.verdict, p));
            quote!(#p::Claim::foreign(#name, #raw, #status, #verdict))
        }
    };
    let verdict = declared(claim.verdict, p);
    let overridden = (claim.declared && matches!(claim.code, ClaimedCode::Documented(..)))
        .then(|| quote!(.overridden(#verdict)));
    let because = claim.reason.as_ref().map(|reason| quote!(.because(#reason)));
    quote!(#base #overridden #because)
}

/// `impl From<ApigError>`.
fn from(model: &Enum<'_>, fallback: &Variant<'_>, p: &Ident, allow: &TokenStream) -> TokenStream {
    let error = error();
    let siblings = model.options.siblings;
    let mut pairs = TokenStream::new();
    let mut foreign: Vec<(&str, u16, TokenStream)> = Vec::new();
    let mut foreign_arms = TokenStream::new();
    let mut next_arm = 0_u32;
    for variant in &model.variants {
        let claims = variant.claims();
        let value = construct(variant, p);
        let keyed = pair_patterns(claims);
        if !keyed.is_empty() {
            pairs.extend(quote!(#(#keyed)|* => #value,));
        }
        let arm = Literal::u32_unsuffixed(next_arm);
        let before = foreign.len();
        foreign.extend(claims.iter().filter_map(|claim| match &claim.code {
            ClaimedCode::Foreign(raw) => {
                let status = claim.status.unwrap_or(0);
                let literal = plain(status);
                Some((raw.as_str(), status, quote!((#raw, #literal, #arm))))
            }
            ClaimedCode::Documented(..) => None,
        }));
        if foreign.len() > before {
            foreign_arms.extend(quote!(#arm => #value,));
            next_arm += 1;
        }
    }
    foreign.sort_by_key(|(raw, status, _)| (*raw, *status));
    let otherwise = construct(fallback, p);
    let (list, count) = (name_of("FOREIGN"), foreign.len());
    let (list_item, rest) = if foreign.is_empty() {
        (None, otherwise)
    } else {
        let entries = foreign.iter().map(|(.., entry)| entry);
        (
            Some(quote!(static #list: [#p::Foreign; #count] = [#(#entries),*];)),
            quote!(match #p::foreign(&#list, &#error) { #foreign_arms _ => #otherwise }),
        )
    };
    let body = if pairs.is_empty() {
        rest
    } else {
        quote!(match #p::pair(&#error, #siblings) { #pairs _ => #rest })
    };
    let mut bounds_of = default_bounds(model, p);
    bounds_of.dedup_by_key(|predicate| predicate.to_token_stream().to_string());
    let of = quote!(#p::From<#p::ApigError>);
    let header = header(&model.input.generics, &bounds_of, &of, &model.input.ident);
    quote! {
        #list_item
        #[automatically_derived]
        #allow
        #header {
            fn from(#error: #p::ApigError) -> Self {
                #body
            }
        }
    }
}

/// `T: Default` for what is filled with a default; the conversion needs nothing else.
fn default_bounds(model: &Enum<'_>, p: &Ident) -> Vec<WherePredicate> {
    let defaults = fields_of(model, false).filter(|field| field.key == Some(FieldKey::Default));
    bounds(&model.input.generics, defaults, &quote!(#p::Default))
}

/// The patterns of number and status under which a variant's claims are found: codes with the same
/// statuses together, as Clippy likes to read it.
fn pair_patterns(claims: &[Claim]) -> Vec<TokenStream> {
    let mut codes: Vec<(Code, Vec<u16>)> = Vec::new();
    for claim in claims {
        let ClaimedCode::Documented(code, _) = &claim.code else { continue };
        debug_assert!(code.family() == Family::Apig, "only `APIG` codes are documented");
        match codes.iter_mut().find(|(earlier, _)| earlier == code) {
            Some((_, statuses)) => statuses.extend(claim.status),
            None => codes.push((*code, claim.status.into_iter().collect())),
        }
    }
    let mut patterns: Vec<(Vec<Literal>, Vec<u16>)> = Vec::new();
    for (code, mut statuses) in codes {
        if claims_all(claims, code) {
            // Undocumented statuses go the same way.
            statuses.clear();
        }
        let number = plain(code.number());
        match patterns.iter_mut().find(|(_, earlier)| *earlier == statuses) {
            Some((numbers, _)) => numbers.push(number),
            None => patterns.push((vec![number], statuses)),
        }
    }
    patterns
        .into_iter()
        .map(|(numbers, statuses)| {
            let statuses: Vec<Literal> = statuses.into_iter().map(plain).collect();
            let statuses = if statuses.is_empty() { quote!(_) } else { quote!(#(#statuses)|*) };
            quote!((#(#numbers)|*, #statuses))
        })
        .collect()
}

/// The variant, filled from the answer.
fn construct(variant: &Variant<'_>, p: &Ident) -> TokenStream {
    let (ident, error) = (variant.ident, error());
    let class = common(variant.claims().iter().map(|claim| Some(claim.verdict.retry)));
    let mut values = TokenStream::new();
    let mut whole = TokenStream::new();
    for field in &variant.fields {
        let (member, span) = (&field.member, at(field.ty));
        let key = if variant.is_fallback() { Some(FieldKey::Error) } else { field.key };
        let Some(key) = key else { continue };
        let of = if variant.is_fallback() { word("FallbackField") } else { part_trait(key) };
        let class = some(class.map(|class| retry(class, p)), p);
        let p = private(span);
        match key {
            // It takes the answer, so it is filled last.
            FieldKey::Error => {
                whole = quote_spanned!(span=> #member: #p::#of::carry(#error));
            }
            _ => values.extend(quote_spanned!(span=> #member: #p::#of::fill(&#error, #class),)),
        }
    }
    quote!(Self::#ident { #values #whole })
}
