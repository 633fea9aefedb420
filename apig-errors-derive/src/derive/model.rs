//! What a valid enum is: the user's, as the phases after reading see it.

use apig_errors_catalog::Retry;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, DeriveInput, Generics, Member, Meta, Path, Type};

use crate::derive::{
    claim::{CodeClaim, Mention, Outcome, Pair},
    diagnostic::{Reported, Result},
    keys::{FieldKey, RoleKey},
    tokens::{unraw, without_spaces},
    types::{is_apig_error, pointee},
};

/// The enum; or a struct, as an enum of one variant with the struct's name.
pub(crate) struct Enum<'a> {
    pub(crate) item: &'a DeriveInput,
    pub(crate) options: Options,
    pub(crate) variants: Vec<Variant<'a>>,
}

/// What `#[apig(…)]` on the enum says.
pub(crate) struct Options {
    /// The path under which the generated code finds the runtime crate, where it is given and can be read. Where it
    /// cannot, it is looked for in its usual place: nearly everywhere that is right, too.
    pub(crate) krate: Option<Path>,
    pub(crate) siblings: bool,
    pub(crate) exhaustive: Result<Option<Exhaustive>>,
    /// The report of a `fallback` that is on the enum.
    pub(crate) misplaced: Option<Reported>,
}

impl Default for Options {
    fn default() -> Self {
        Self { krate: None, siblings: false, exhaustive: Ok(None), misplaced: None }
    }
}

/// `exhaustive`, or `exhaustive(Backoff, …)`.
pub(crate) struct Exhaustive {
    pub(crate) key: Ident,
    /// All of them where no list was given.
    pub(crate) classes: Vec<Retry>,
    pub(crate) is_listed: bool,
}

/// One variant.
pub(crate) struct Variant<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) attrs: &'a [Attribute],
    pub(crate) fields: Vec<Field<'a>>,
    /// Whether it has neither fields nor parentheses.
    pub(crate) is_unit: bool,
    pub(crate) role: Result<Role>,
    /// The role that is meant, however broken.
    pub(crate) meant: Option<RoleKey>,
    /// Whether the variant passed its own checks. Invalid variants are skipped by cross-variant checks,
    /// so no mistake is reported twice.
    pub(crate) is_valid: bool,
}

/// What a variant stands for.
pub(crate) enum Role {
    Claims(Vec<CodeClaim>),
    Local(Outcome),
    /// `local`, with the function that judges its only field.
    Judged(Path),
    Transparent,
    Fallback,
}

/// A field.
pub(crate) struct Field<'a> {
    pub(crate) member: Member,
    /// Without the groups of macros and parentheses.
    pub(crate) ty: &'a Type,
    pub(crate) attrs: &'a [Attribute],
    /// Its key, as it is meant and as it is written.
    pub(crate) key: Result<Option<(FieldKey, Ident)>>,
}

impl<'a> Enum<'a> {
    pub(crate) fn fallback(&self) -> Option<&Variant<'a>> {
        self.variants.iter().find(|variant| variant.is_fallback())
    }

    /// The variant that is or is meant to be the fallback.
    pub(crate) fn meant_fallback(&self) -> Option<&Variant<'a>> {
        self.fallback().or_else(|| {
            self.variants.iter().find(|variant| variant.meant == Some(RoleKey::Fallback))
        })
    }

    /// The variant that looks like a fallback, and has no role that could be read.
    fn forgotten_fallback(&self) -> Option<&Variant<'a>> {
        self.variants.iter().find(|variant| {
            variant.role.is_err() && variant.meant.is_none() && may_be_fallback(&variant.fields)
        })
    }

    /// Whether `From<ApigError>` is expected of this derive: a `fallback` is meant somewhere, and no
    /// `#[from]` has another derive write it.
    pub(crate) fn converts(&self) -> bool {
        let Some(fallback) = self.meant_fallback().or_else(|| self.forgotten_fallback()) else {
            return false;
        };
        let whole = fallback.fields.first().map(|field| field.ty);
        let mut fields = self.variants.iter().flat_map(|variant| &variant.fields);
        // That on a `Box` of one writes another.
        let is_same =
            |field: &Field<'_>| is_apig_error(field.ty) && field.own_from(whole).is_some();
        fallback.own_from().is_none() && !fields.any(is_same)
    }
}

impl Variant<'_> {
    /// The name without `r#`.
    pub(crate) fn name(&self) -> String {
        unraw(self.ident)
    }

    /// The claims; none where the role is another.
    pub(crate) fn claims(&self) -> &[CodeClaim] {
        match &self.role {
            Ok(Role::Claims(claims)) => claims,
            _ => &[],
        }
    }

    /// Every claimed pair, with the claim and the mention that it belongs to.
    pub(crate) fn pairs(&self) -> Vec<(&CodeClaim, &Mention, Pair)> {
        // Loops, because iterators in iterators are slow in an unoptimized build, as derives have.
        let mut pairs = Vec::new();
        for claim in self.claims() {
            for mention in &claim.mentions {
                for pair in &mention.pairs {
                    pairs.push((claim, mention, *pair));
                }
            }
        }
        pairs
    }

    /// The attribute that has snafu or `derive_more` write a conversion from the field.
    pub(crate) fn own_from(&self) -> Option<&Attribute> {
        let snafus = ["transparent", "context(false)"];
        self.attrs.iter().find(|attr| {
            attr.path().is_ident("from") || snafus.iter().any(|key| has(attr, "snafu", key))
        })
    }

    /// Whether it has `#[name(… key …)]`.
    pub(crate) fn has_attr(&self, name: &str, key: &str) -> bool {
        self.attrs.iter().any(|attr| has(attr, name, key))
    }

    /// Whether it claims responses, or is meant to.
    pub(crate) fn may_claim(&self) -> bool {
        match &self.role {
            Ok(role) => matches!(role, Role::Claims(_)),
            Err(_) => self.meant.is_some_and(RoleKey::is_claim),
        }
    }

    pub(crate) fn is_fallback(&self) -> bool {
        matches!(self.role, Ok(Role::Fallback))
    }

    pub(crate) fn has(&self, key: FieldKey) -> bool {
        self.fields.iter().any(|field| field.key() == Some(key))
    }
}

/// Whether these are the fields of a fallback, as they usually are.
pub(crate) fn may_be_fallback(fields: &[Field<'_>]) -> bool {
    let holds_response = |ty| is_apig_error(ty) || pointee(ty).is_some_and(is_apig_error);
    matches!(fields, [field] if holds_response(field.ty))
}

/// Whether this is `#[name(… key …)]`.
fn has(attr: &Attribute, name: &str, key: &str) -> bool {
    let Meta::List(list) = &attr.meta else { return false };
    attr.path().is_ident(name)
        && without_spaces(&list.tokens.to_string()).split(',').any(|entry| entry == key)
}

impl Field<'_> {
    pub(crate) fn key(&self) -> Option<FieldKey> {
        self.key.as_ref().ok()?.as_ref().map(|(key, _)| *key)
    }

    /// The `#[from]` on a field of type `ApigError`, or on that of the fallback where it is a pointer to one.
    pub(crate) fn own_from(&self, fallback: Option<&Type>) -> Option<&Attribute> {
        let text = |ty: &Type| ty.to_token_stream().to_string();
        let is_source = || {
            is_apig_error(self.ty)
                || pointee(self.ty).is_some_and(is_apig_error)
                    && fallback.is_some_and(|fallback| text(fallback) == text(self.ty))
        };
        self.attrs.iter().find(|attr| attr.path().is_ident("from") && is_source())
    }

    /// Whether a type parameter of the enum is anywhere in the type.
    pub(crate) fn is_generic(&self, generics: &Generics) -> bool {
        self.mentions(|word| generics.type_params().any(|param| param.ident == *word))
    }

    /// Whether such a word is anywhere in the type.
    pub(crate) fn mentions(&self, is_meant: impl Fn(&Ident) -> bool) -> bool {
        fn any(tokens: TokenStream, is_meant: &dyn Fn(&Ident) -> bool) -> bool {
            tokens.into_iter().any(|token| match token {
                TokenTree::Ident(word) => is_meant(&word),
                TokenTree::Group(group) => any(group.stream(), is_meant),
                TokenTree::Punct(_) | TokenTree::Literal(_) => false,
            })
        }
        any(self.ty.to_token_stream(), &is_meant)
    }
}
