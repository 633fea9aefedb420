//! From the model to the implementations.

use apig_errors_catalog::{__private::packed, Actor, Basis, Code, Delivery, Retry, Verdict};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{GenericParam, Generics, Path, Type, spanned::Spanned};

use crate::{
    ast::{Claim, ClaimedCode, Declared, Enum, Field, FieldKey, Role, Variant},
    convert, docs,
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

pub(crate) fn error() -> Ident {
    Ident::new("__apig_error", Span::mixed_site())
}

/// The user's place, so that messages point there, without making the code look like the user's.
pub(crate) fn at(ty: &Type) -> Span {
    Span::mixed_site().located_at(ty.span())
}

/// `impl<…> TRAIT for E<…> where …`, with the bounds that the fields' types need.
pub(crate) fn header(
    generics: &Generics,
    extra: &[TokenStream],
    of: &TokenStream,
    ident: &Ident,
) -> TokenStream {
    let (of_impl, of_type, clause) = generics.split_for_impl();
    if extra.is_empty() {
        return quote!(impl #of_impl #of for #ident #of_type #clause);
    }
    let own = clause.map(|clause| clause.predicates.iter()).into_iter().flatten();
    quote!(impl #of_impl #of for #ident #of_type where #(#own,)* #(#extra),*)
}

/// `T: BOUND` for each of these fields whose type is a type parameter, and nothing more.
pub(crate) fn bounds<'f>(
    generics: &Generics,
    fields: impl Iterator<Item = &'f Field<'f>>,
    bound: &TokenStream,
) -> Vec<TokenStream> {
    let is_parameter = |ty: &Type| {
        generics.params.iter().any(|param| match (param, ty) {
            (GenericParam::Type(param), Type::Path(path)) => path.path.is_ident(&param.ident),
            _ => false,
        })
    };
    let mut types: Vec<&Type> = Vec::new();
    for ty in fields.map(|field| field.ty).filter(|ty| is_parameter(ty)) {
        let name = |ty: &Type| ty.to_token_stream().to_string();
        if !types.iter().any(|known| name(known) == name(ty)) {
            types.push(ty);
        }
    }
    types.iter().map(|ty| quote!(#ty: #bound)).collect()
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

pub(crate) fn fields_of<'m>(
    model: &'m Enum<'_>,
    transparent: bool,
) -> impl Iterator<Item = &'m Field<'m>> {
    model
        .variants
        .iter()
        .filter(move |variant| matches!(variant.role, Some(Role::Transparent)) == transparent)
        .flat_map(|variant| &variant.fields)
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

/// The trait that a field under this key has to implement.
pub(crate) fn part_trait(key: FieldKey) -> Ident {
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

pub(crate) fn word(word: &str) -> Ident {
    Ident::new(word, Span::mixed_site())
}

pub(crate) fn some(value: Option<TokenStream>, p: &Ident) -> TokenStream {
    value.map_or_else(|| quote!(#p::Option::None), |value| quote!(#p::Option::Some(#value)))
}

pub(crate) fn retry(retry: Retry, p: &Ident) -> TokenStream {
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
            ClaimedCode::Documented(code, _) => (!siblings).then_some(*code),
            ClaimedCode::Foreign(raw) => Code::parse(raw).ok(),
        }));
        let actor = common(claims.iter().map(|claim| match &claim.code {
            ClaimedCode::Documented(code, _) => code.actor(claim.status?),
            ClaimedCode::Foreign(_) => None,
        }));
        let verdict = Verdict::new(retry, delivery).on(basis.unwrap_or(Basis::Declared));
        Self { verdict, code, actor }
    }
}

/// What all of them are, where they agree.
pub(crate) fn common<T: PartialEq>(mut values: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = values.next()??;
    values.all(|value| value.as_ref() == Some(&first)).then_some(first)
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

pub(crate) fn index(index: usize) -> TokenStream {
    Literal::usize_unsuffixed(index).into_token_stream()
}

pub(crate) fn plain(number: u16) -> Literal {
    Literal::u16_unsuffixed(number)
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

/// Whether every documented pair of this code is among the claims.
pub(crate) fn claims_all(claims: &[Claim], code: Code) -> bool {
    code.rows().iter().all(|row| {
        claims
            .iter()
            .any(|claim| claim.status == Some(row.status) && claim.code.documented() == Some(code))
    })
}

/// Whether the claims of this code are all the table's, or all the same override: then there is an answer
/// to what holds for a status that is not documented.
pub(crate) fn are_alike(claims: &[Claim], code: Code) -> bool {
    let mut of_code = claims.iter().filter(|claim| claim.code.documented() == Some(code));
    let Some(first) = of_code.next() else { return true };
    of_code.all(|other| {
        other.declared == first.declared && (!first.declared || other.verdict == first.verdict)
    })
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
    // The constants that the user named, for hover and go-to-definition.
    let named =
        model.variants.iter().flat_map(Variant::claims).filter_map(|claim| match &claim.code {
            ClaimedCode::Documented(_, name) => name.as_ref(),
            ClaimedCode::Foreign(_) => None,
        });
    let named = named.map(|name| quote!(const _: #p::Code = #p::Code::#name;));
    let header = header(&model.input.generics, &[], &quote!(#p::ApigClaims), &model.input.ident);
    let name = crate::ast::plain(&model.input.ident);
    let fallback = model.variants.iter().find(|variant| variant.is_fallback()).map(Variant::name);
    let fallback = some(fallback.map(ToTokens::into_token_stream), p);
    let siblings = model.options.siblings;
    quote! {
        #(#named)*
        #[automatically_derived]
        #allow
        #header {
            const MAPPING: #p::Mapping =
                #p::mapping::<Self, _, _>(#name, #fallback, #siblings);
        }
    }
}
