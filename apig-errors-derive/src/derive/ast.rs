//! The user's enum, as the rest of this crate sees it.

use apig_errors_catalog::{Basis, Code, Delivery, Retry, Verdict};
use proc_macro2::Ident;
use syn::{Attribute, DeriveInput, Member, Path, Type};

use crate::derive::errors::Extent;

/// The enum.
pub(crate) struct Enum<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) options: Options,
    pub(crate) variants: Vec<Variant<'a>>,
}

/// What stands in `#[apig(…)]` on the enum.
#[derive(Default)]
pub(crate) struct Options {
    /// The path under which the generated code finds the runtime crate.
    pub(crate) krate: Option<Path>,
    pub(crate) siblings: bool,
    pub(crate) exhaustive: Option<Exhaustive>,
}

/// `exhaustive`, or `exhaustive(Backoff, …)`.
pub(crate) struct Exhaustive {
    pub(crate) key: Ident,
    /// All of them where no list was given.
    pub(crate) classes: Vec<Retry>,
    /// Whether a list was given.
    pub(crate) some: bool,
}

/// One variant.
pub(crate) struct Variant<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) attrs: &'a [Attribute],
    pub(crate) fields: Vec<Field<'a>>,
    /// Whether it has neither fields nor brackets.
    pub(crate) unit: bool,
    /// `None`: a hole, its mistake is reported.
    pub(crate) role: Option<Role>,
    /// Whether nothing is wrong with the variant in itself. One that is not sound takes no part in
    /// checks across variants, so that no mistake is reported twice.
    pub(crate) sound: bool,
}

impl Variant<'_> {
    /// The name without `r#`.
    pub(crate) fn name(&self) -> String {
        plain(self.ident)
    }

    /// The claims; none where the role is another.
    pub(crate) fn claims(&self) -> &[Claim] {
        match &self.role {
            Some(Role::Claims(claims)) => claims,
            _ => &[],
        }
    }

    pub(crate) fn is_fallback(&self) -> bool {
        matches!(self.role, Some(Role::Fallback))
    }

    /// The field under this key; the first, where the key may stand on several.
    pub(crate) fn field(&self, key: FieldKey) -> Option<&Field<'_>> {
        self.fields.iter().find(|field| field.key == Some(key))
    }
}

/// An identifier's text without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

/// A type without the invisible groups that `macro_rules!` puts around a `$t:ty`, and without
/// brackets.
pub(crate) fn bare(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            _ => return ty,
        };
    }
}

/// What a variant stands for.
pub(crate) enum Role {
    Claims(Vec<Claim>),
    Local(Declared),
    Transparent,
    Fallback,
}

/// A retry class and a delivery.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Declared {
    pub(crate) retry: Retry,
    pub(crate) delivery: Delivery,
}

impl Declared {
    pub(crate) fn of(verdict: Verdict) -> Self {
        Self { retry: verdict.retry, delivery: verdict.delivery }
    }
}

impl std::fmt::Display for Declared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}", self.retry, self.delivery)
    }
}

/// One pair of code and status, claimed.
pub(crate) struct Claim {
    pub(crate) code: ClaimedCode,
    /// `None`: a foreign code, whatever its status.
    pub(crate) status: Option<u16>,
    /// Written as `status = any`.
    pub(crate) any: bool,
    pub(crate) verdict: Declared,
    /// Whether the attribute says so, not the table.
    pub(crate) declared: bool,
    pub(crate) reason: Option<String>,
    /// The code as it stands in the attribute.
    pub(crate) written: Extent,
    /// Which code of which attribute the claim comes from: claims made by one are equal here.
    pub(crate) source: usize,
}

impl Claim {
    /// What the verdict rests on; with `siblings` the claim may stand for a sibling's code.
    pub(crate) fn basis(&self, siblings: bool) -> Basis {
        match self {
            _ if self.declared => Basis::Declared,
            _ if siblings => Basis::Sibling,
            _ => Basis::Row,
        }
    }

    /// The pair as messages name it.
    pub(crate) fn pair(&self) -> String {
        match self.status {
            Some(status) => format!("`{}` with status {status}", self.code),
            None => format!("`{}`", self.code),
        }
    }
}

/// The code of a claim.
#[derive(Clone)]
pub(crate) enum ClaimedCode {
    Documented(Code),
    Foreign(String),
}

impl ClaimedCode {
    pub(crate) fn documented(&self) -> Option<Code> {
        match self {
            Self::Documented(code) => Some(*code),
            Self::Foreign(_) => None,
        }
    }
}

/// The same code, however it is written.
impl PartialEq for ClaimedCode {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Documented(code), Self::Documented(other)) => code == other,
            (Self::Foreign(raw), Self::Foreign(other)) => raw == other,
            _ => false,
        }
    }
}

impl std::fmt::Display for ClaimedCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Documented(code) => code.fmt(f),
            Self::Foreign(raw) => f.write_str(raw),
        }
    }
}

/// A field.
pub(crate) struct Field<'a> {
    pub(crate) member: Member,
    /// [`bare`].
    pub(crate) ty: &'a Type,
    pub(crate) attrs: &'a [Attribute],
    pub(crate) key: Option<FieldKey>,
    /// The key as it stands in the attribute.
    pub(crate) key_ident: Option<Ident>,
}

/// What a field of a claiming variant is filled with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldKey {
    Error,
    Code,
    Status,
    Message,
    RequestId,
    Wait,
    Throttle,
    Default,
}
