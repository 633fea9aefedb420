//! From the model to the conversion: `From<ApigError>`, of an enum with a `fallback`.

use apig_errors_catalog::{Code, Family};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::derive::{
    ast::{ClaimedCode, Enum, FieldKey, Variant},
    quoting::{
        are_alike, at, bounds, claims_all, common, error, fields_of, header, index, part_trait,
        plain, private, retry, some, word,
    },
};

/// `impl From<ApigError>`.
pub(crate) fn from(
    model: &Enum<'_>,
    fallback: &Variant<'_>,
    p: &Ident,
    allow: &TokenStream,
) -> TokenStream {
    let error = error();
    let siblings = model.options.siblings;
    let mut pairs = TokenStream::new();
    // Raw code, and index among all claims.
    let mut foreign: Vec<(&str, usize)> = Vec::new();
    let mut foreign_arms: Vec<ForeignArm> = Vec::new();
    let mut next = 0;
    for variant in &model.variants {
        let claims = variant.claims();
        let value = construct(&model.input.ident, variant, p);
        let keyed = pair_patterns(variant);
        if !keyed.is_empty() {
            quote!(#(#keyed)|* => #value,).to_tokens(&mut pairs);
        }
        let of_variant = claims.iter().enumerate().filter_map(|(at, claim)| match &claim.code {
            ClaimedCode::Foreign(raw) => Some((raw.as_str(), next + at)),
            ClaimedCode::Documented(_) => None,
        });
        let before = foreign.len();
        foreign.extend(of_variant);
        // A documented claim between two foreign ones is never the one that is found.
        if let [(_, first), ..] = &foreign[before..] {
            let (first, last) = (*first, foreign[foreign.len() - 1].1);
            foreign_arms.push(ForeignArm { first, last, value });
        }
        next += claims.len();
    }
    foreign.sort_unstable();
    let otherwise = construct(&model.input.ident, fallback, p);
    let rest = if foreign.is_empty() {
        otherwise
    } else {
        let sorted = foreign.iter().map(|(_, claim)| index(*claim));
        let at = Ident::new("__apig_at", Span::mixed_site());
        let chosen = foreign_match(&foreign_arms, &at, &otherwise);
        quote!({
            let #at = #p::foreign::<Self, _, _>(&[#(#sorted),*], &#error);
            #chosen
        })
    };
    let body = if pairs.is_empty() {
        rest
    } else {
        quote!(match #p::pair(&#error, #siblings) { #pairs _ => #rest })
    };
    let bounds = default_bounds(model, p);
    let of = quote!(#p::From<#p::ApigError>);
    let header = header(&model.input.generics, &bounds, &of, &model.input.ident);
    quote! {
        #[automatically_derived]
        #allow
        #header {
            fn from(#error: #p::ApigError) -> Self {
                #body
            }
        }
    }
}

/// The claims of foreign codes of one variant, from the first to the last among all claims.
struct ForeignArm {
    first: usize,
    last: usize,
    value: TokenStream,
}

impl ForeignArm {
    fn range(first: usize, last: usize) -> TokenStream {
        let (from, to) = (index(first), index(last));
        if first == last { from } else { quote!(#from..=#to) }
    }
}

/// From a claim's index to the variant. Of many arms, which the compiler holds each against each, a `match`
/// in an arm for every so many.
fn foreign_match(arms: &[ForeignArm], at: &Ident, otherwise: &TokenStream) -> TokenStream {
    const AT_ONCE: usize = 64;
    let mut all = TokenStream::new();
    if arms.len() <= AT_ONCE {
        for ForeignArm { first, last, value } in arms {
            let range = ForeignArm::range(*first, *last);
            quote!(#range => #value,).to_tokens(&mut all);
        }
    } else {
        for part in arms.chunks(AT_ONCE) {
            let range = ForeignArm::range(part[0].first, part[part.len() - 1].last);
            let inner = foreign_match(part, at, otherwise);
            quote!(#range => #inner,).to_tokens(&mut all);
        }
    }
    quote!(match #at { #all _ => #otherwise })
}

/// `T: Default` for what is filled with a default; the conversion needs nothing else.
fn default_bounds(model: &Enum<'_>, p: &Ident) -> Vec<TokenStream> {
    let defaults = fields_of(model, false).filter(|field| field.key == Some(FieldKey::Default));
    bounds(&model.input.generics, defaults, &quote!(#p::Default))
}

/// The patterns of number and status under which a variant's claims are found: codes with the same
/// statuses together, as Clippy likes to read it.
fn pair_patterns(variant: &Variant<'_>) -> Vec<TokenStream> {
    let claims = variant.claims();
    let carries = variant.field(FieldKey::Error).is_some();
    let mut codes: Vec<(Code, Vec<u16>)> = Vec::new();
    for claim in claims {
        let ClaimedCode::Documented(code) = &claim.code else { continue };
        debug_assert!(code.family() == Family::Apig, "only `APIG` codes are documented");
        match codes.iter_mut().find(|(earlier, _)| earlier == code) {
            Some((_, statuses)) => statuses.extend(claim.status),
            None => codes.push((*code, claim.status.into_iter().collect())),
        }
    }
    let mut patterns: Vec<(Vec<Literal>, Vec<u16>)> = Vec::new();
    for (code, mut statuses) in codes {
        if claims_all(claims, code) && (carries || are_alike(claims, code)) {
            // Undocumented statuses go the same way. (Not to a variant without the answer whose one verdict
            // is an override of some of the documented ones.)
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
fn construct(name: &Ident, variant: &Variant<'_>, p: &Ident) -> TokenStream {
    let (ident, error) = (variant.ident, error());
    if variant.unit {
        return quote!(#name::#ident);
    }
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
            _ => quote_spanned!(span=> #member: #p::#of::fill(&#error, #class),)
                .to_tokens(&mut values),
        }
    }
    quote!(#name::#ident { #values #whole })
}
