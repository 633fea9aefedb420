//! What a valid enum is: the user's, as the phases after reading see it.

use apig_errors_catalog::{Basis, Code, Delivery, Family, Retry, Verdict};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, DeriveInput, Generics, Member, Path, Type};

use crate::derive::{
    diagnostic::{Result, SpanRange},
    keys::FieldKey,
    tokens::unraw,
    types::{is_apig_error, pointee},
};

/// The enum.
pub(crate) struct Enum<'a> {
    pub(crate) item: &'a DeriveInput,
    pub(crate) options: Options,
    pub(crate) variants: Vec<Variant<'a>>,
}

/// What `#[apig(…)]` on the enum says.
pub(crate) struct Options {
    /// The path under which the generated code finds the runtime crate, where it is given.
    pub(crate) krate: Result<Option<Path>>,
    pub(crate) siblings: bool,
    pub(crate) exhaustive: Result<Option<Exhaustive>>,
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
    /// Whether `fallback` is meant on it, however broken.
    pub(crate) may_be_fallback: bool,
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

/// A retry class and a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) retry: Retry,
    pub(crate) delivery: Delivery,
}

/// A code, with all that the attributes of one variant claim of it.
pub(crate) struct CodeClaim {
    pub(crate) code: ClaimedCode,
    pub(crate) mentions: Vec<Mention>,
}

/// The code of a claim.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum ClaimedCode {
    Documented(Code),
    Unlisted(String),
}

/// One place where an attribute names the code.
pub(crate) struct Mention {
    /// Its place among those of the variant, as they are written.
    pub(crate) order: usize,
    pub(crate) written: SpanRange,
    pub(crate) source: VerdictSource,
    pub(crate) pairs: Vec<Pair>,
}

/// What the verdicts of a mention come from.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum VerdictSource {
    Table,
    Attribute { reason: Option<String> },
}

/// A status under which the code is claimed.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    /// `None`: an unlisted code, whatever its status.
    pub(crate) status: Option<u16>,
    pub(crate) outcome: Outcome,
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

    /// Whether `From<ApigError>` is expected of this derive: a `fallback` is meant somewhere, and no
    /// `#[from]` has another derive write it.
    pub(crate) fn converts(&self) -> bool {
        let Some(fallback) = self.variants.iter().find(|variant| variant.may_be_fallback) else {
            return false;
        };
        let whole = fallback.fields.first().map(|field| field.ty);
        let mut fields = self.variants.iter().flat_map(|variant| &variant.fields);
        !fields.any(|field| field.own_from(whole).is_some())
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

    pub(crate) fn is_fallback(&self) -> bool {
        matches!(self.role, Ok(Role::Fallback))
    }

    pub(crate) fn has(&self, key: FieldKey) -> bool {
        self.fields.iter().any(|field| field.key() == Some(key))
    }
}

impl Outcome {
    pub(crate) fn of(verdict: Verdict) -> Self {
        Self { retry: verdict.retry, delivery: verdict.delivery }
    }

    pub(crate) fn verdict(self, basis: Basis) -> Verdict {
        Verdict::new(self.retry, self.delivery).on(basis)
    }
}

impl CodeClaim {
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&Mention, &Pair)> {
        self.mentions
            .iter()
            .flat_map(|mention| mention.pairs.iter().map(move |pair| (mention, pair)))
    }

    /// Whether every documented pair of the code is claimed, and so what its undocumented statuses come to. Not
    /// where the table is incomplete: they may be documented all the same, with another verdict.
    pub(crate) fn covers_all(&self) -> bool {
        let ClaimedCode::Documented(code) = &self.code else { return false };
        code.table().complete
            && code
                .rows()
                .iter()
                .all(|row| self.pairs().any(|(_, pair)| pair.status == Some(row.status)))
    }

    /// Whether the pairs are all the table's, or all the same override: then it is clear what holds for a
    /// status that is not documented.
    pub(crate) fn is_uniform(&self) -> bool {
        let Some((first, first_pair)) = self.pairs().next() else { return true };
        self.pairs().all(|(mention, pair)| {
            mention.is_override() == first.is_override()
                && (!first.is_override() || pair.outcome == first_pair.outcome)
        })
    }

    /// Names a pair as messages do.
    pub(crate) fn describe(&self, pair: Pair) -> String {
        match pair.status {
            Some(status) => format!("`{}` with status {status}", self.code),
            None => format!("`{}`", self.code),
        }
    }
}

impl ClaimedCode {
    pub(crate) fn documented(&self) -> Option<Code> {
        match self {
            Self::Documented(code) => Some(*code),
            Self::Unlisted(_) => None,
        }
    }

    /// Whether `siblings` makes more codes of it: an `APIG` code stands for its number.
    pub(crate) fn has_siblings(&self) -> bool {
        self.documented().is_some_and(|code| code.family() == Family::Apig)
    }
}

impl std::fmt::Display for ClaimedCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Documented(code) => code.fmt(f),
            Self::Unlisted(raw) => f.write_str(raw),
        }
    }
}

impl Mention {
    /// Whether the attribute decides the verdicts, not the table.
    pub(crate) fn is_override(&self) -> bool {
        matches!(self.source, VerdictSource::Attribute { .. })
    }

    pub(crate) fn reason(&self) -> Option<&str> {
        match &self.source {
            VerdictSource::Attribute { reason } => reason.as_deref(),
            VerdictSource::Table => None,
        }
    }

    /// What the verdicts rest on; with `siblings` the claim may stand for a sibling's code.
    pub(crate) fn basis(&self, siblings: bool) -> Basis {
        match self.source {
            VerdictSource::Attribute { .. } => Basis::Declared,
            VerdictSource::Table if siblings => Basis::Sibling,
            VerdictSource::Table => Basis::Row,
        }
    }
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
        fn mentions(tokens: TokenStream, generics: &Generics) -> bool {
            tokens.into_iter().any(|token| match token {
                TokenTree::Ident(word) => generics.type_params().any(|param| param.ident == word),
                TokenTree::Group(group) => mentions(group.stream(), generics),
                TokenTree::Punct(_) | TokenTree::Literal(_) => false,
            })
        }
        mentions(self.ty.to_token_stream(), generics)
    }
}
