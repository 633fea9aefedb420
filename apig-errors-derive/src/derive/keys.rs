//! The keys: one table for each target, from which all that is asked of a key is read.

use apig_errors_catalog::__private::suggest;
use proc_macro2::Ident;
use quote::ToTokens;
use syn::Type;

use crate::derive::{
    diagnostic::quoted_list,
    tokens::{unraw, without_spaces},
};

pub(crate) use crate::derive::target::Target;

/// A key of one target.
pub(crate) trait Key: Copy + Eq + 'static {
    const ALL: &'static [Self];
    const TARGET: Target;

    fn spec(self) -> &'static Spec;
}

/// A row of a table of keys.
pub(crate) struct Spec {
    pub(crate) name: &'static str,
    /// What other crates call the same thing.
    synonyms: &'static [&'static str],
    /// A right value, where it has to have one.
    example: Option<&'static str>,
    /// How several values are written, where there can be several.
    list: Option<&'static str>,
    /// What to write instead of a second use.
    pub(crate) instead_of_twice: &'static str,
    /// The role that it gives a variant; a key without one modifies a role.
    pub(crate) role: Option<RoleKey>,
    /// What a modifier of a variant says without its role.
    pub(crate) requires: Requires,
    /// The trait of the runtime crate that a field under it has to implement.
    pub(crate) field_trait: &'static str,
    /// The types that its field usually has.
    pub(crate) types: &'static [&'static str],
    /// What a view reads out of its field.
    pub(crate) read: Option<Read>,
}

impl Spec {
    /// Whether it never has a value.
    pub(crate) fn is_flag(&self) -> bool {
        self.example.is_none() && self.list.is_none()
    }

    const DEFAULT: Self = Self {
        name: "",
        synonyms: &[],
        example: None,
        list: None,
        instead_of_twice: "remove one of them",
        role: None,
        requires: Requires { what: "", write: "" },
        field_trait: "",
        types: &[],
        read: None,
    };
}

/// What has to be in the same attribute.
pub(crate) struct Requires {
    pub(crate) what: &'static str,
    /// What to write, as a help says it.
    pub(crate) write: &'static str,
}

impl Requires {
    const CLAIM_OR_LOCAL: Self = Self {
        what: "a claim or `local`",
        write: "write `code = \"…\"`, `unlisted = \"…\"`, `no_code` or `local` beside it",
    };
}

/// A role that a key gives a variant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RoleKey {
    Code,
    Unlisted,
    NoCode,
    Local,
    Transparent,
    Fallback,
}

impl RoleKey {
    /// Whether the variant then claims responses.
    pub(crate) fn is_claim(self) -> bool {
        matches!(self, Self::Code | Self::Unlisted | Self::NoCode)
    }
}

/// What a view reads out of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    Response,
    Code,
    Wait,
    Window,
    RequestId,
}

/// Makes the enum of a target's keys and their table, so that no key is in one alone.
macro_rules! keys {
    ($key:ident on $target:ident { $($variant:ident { $($column:tt)* })+ }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $key {
            $($variant,)+
        }

        impl Key for $key {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            const TARGET: Target = Target::$target;

            fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$variant => &Spec { $($column)*, ..Spec::DEFAULT },)+
                }
            }
        }
    };
}

keys! { EnumKey on Enum {
    Crate { name: "crate", synonyms: &["path"], example: Some("\"my_sdk::apig_errors\"") }
    Siblings { name: "siblings" }
    Exhaustive { name: "exhaustive", list: Some("exhaustive(Backoff, Throttled)") }
} }

keys! { StructKey on Struct {
    Transparent { name: "transparent", synonyms: &["forward"] }
    Verdict { name: "verdict", synonyms: &["verdict_with"], example: Some("path::to::function") }
    Crate { name: "crate", synonyms: &["path"], example: Some("\"my_sdk::apig_errors\"") }
} }

keys! { VariantKey on Variant {
    Code { name: "code", role: Some(RoleKey::Code), synonyms: &["codes", "error_code"],
        example: Some("\"APIG.0308\""), list: Some("code(\"…\", \"…\")"),
        instead_of_twice: "for several codes write `code(\"…\", \"…\")`, or another `#[apig(code = …)]`" }
    Unlisted { name: "unlisted", role: Some(RoleKey::Unlisted), synonyms: &["foreign"], example: Some("\"DNS.0014\""),
        instead_of_twice: "write an `#[apig(unlisted = …, retry = …)]` for each code" }
    NoCode { name: "no_code", role: Some(RoleKey::NoCode), synonyms: &["uncoded", "without_code", "no_error_code"] }
    Local { name: "local", role: Some(RoleKey::Local), synonyms: &["ignore", "skip"] }
    Transparent { name: "transparent", role: Some(RoleKey::Transparent), synonyms: &["forward"] }
    Fallback { name: "fallback", role: Some(RoleKey::Fallback), synonyms: &["catch_all", "default", "other"] }
    Status { name: "status", synonyms: &["http_status", "status_code", "statuses"],
        example: Some("502"), list: Some("status(502, 504)"),
        instead_of_twice: "for several statuses write `status(502, 504)`",
        requires: Requires { what: "`code`, `unlisted` or `no_code`", write: "write `code = \"…\", status = …`" } }
    Retry { name: "retry", synonyms: &["class", "retryable"], example: Some("Backoff"),
        requires: Requires::CLAIM_OR_LOCAL }
    Delivery { name: "delivery", example: Some("NotDelivered"), requires: Requires::CLAIM_OR_LOCAL }
    Verdict { name: "verdict", synonyms: &["verdict_with"], example: Some("path::to::function"),
        requires: Requires { what: "`local`", write: "write `local, verdict = …`" } }
    Reason { name: "reason", synonyms: &["because", "why"], example: Some("\"…\""),
        requires: Requires { what: "`retry` or `delivery`",
            write: "write `code = \"…\", retry = …, reason = \"…\"`" } }
} }

keys! { FieldKey on Field {
    Error { name: "error", synonyms: &["response", "source"], field_trait: "ErrorField",
        types: &["ApigError", "Box<ApigError>", "Arc<ApigError>"], read: Some(Read::Response) }
    Code { name: "code", synonyms: &["codes", "error_code"], field_trait: "CodeField",
        types: &["Option<Code>"], read: Some(Read::Code) }
    Status { name: "status", synonyms: &["http_status", "status_code", "statuses"],
        field_trait: "StatusField", types: &["u16"] }
    Message { name: "message", synonyms: &["error_msg", "msg"], field_trait: "MessageField", types: &["String"] }
    RequestId { name: "request_id", field_trait: "RequestIdField",
        types: &["Option<String>"], read: Some(Read::RequestId) }
    Wait { name: "wait", synonyms: &["retry_after"], field_trait: "WaitField",
        types: &["Option<Duration>"], read: Some(Read::Wait) }
    Throttle { name: "throttle", field_trait: "ThrottleField",
        types: &["Option<Throttle>"], read: Some(Read::Window) }
    Default { name: "default", field_trait: "DefaultField" }
} }

impl FieldKey {
    /// The key of a field of this type, as it is usually written.
    pub(crate) fn for_type(ty: &Type) -> Option<&'static str> {
        let mut ty = ty.to_token_stream().to_string();
        for module in [
            "std :: ",
            "core :: ",
            "alloc :: ",
            "apig_errors :: ",
            "boxed :: ",
            "option :: ",
            "sync :: ",
            "time :: ",
            "string :: ",
        ] {
            ty = ty.replace(module, "");
        }
        let ty = without_spaces(&ty);
        let mut specs = Self::ALL.iter().map(|key| key.spec());
        specs.find(|spec| spec.types.contains(&ty.as_str())).map(|spec| spec.name)
    }
}

/// The row of the key of this name that takes a value.
fn with_value(name: &str) -> Option<&'static Spec> {
    let of_variants = VariantKey::ALL.iter().map(|key| key.spec());
    let mut specs = of_variants.chain(EnumKey::ALL.iter().map(|key| key.spec()));
    specs.find(|spec| spec.name == name)
}

/// Whether this is the name of a key that takes a value.
pub(crate) fn takes_value(key: &Ident) -> bool {
    with_value(&unraw(key)).is_some_and(|spec| !spec.is_flag())
}

/// A right use of a key that takes a value.
pub(crate) fn example(key: &Ident) -> Option<String> {
    Some(format!("write `{key} = {}`", with_value(&unraw(key))?.example?))
}

/// A right use of a key with several values, where it takes several.
pub(crate) fn list_form(name: &str) -> Option<&'static str> {
    with_value(name)?.list
}

/// The key that other crates call by this name.
pub(crate) fn by_synonym<K: Key>(word: &str) -> Option<K> {
    K::ALL.iter().copied().find(|key| key.spec().synonyms.contains(&word))
}

/// The keys that are one typo away from this word, or none.
pub(crate) fn near_misses<K: Key>(word: &str) -> Vec<K> {
    K::ALL.iter().copied().filter(|key| suggest::is_near_miss(word, key.spec().name)).collect()
}

/// The keys that a word may mean: what other crates call by it, or what is one typo away from it.
pub(crate) fn suggestions<K: Key>(word: &str) -> Vec<K> {
    by_synonym(word).map_or_else(|| near_misses(word), |key| vec![key])
}

impl Target {
    /// The names of its keys, in the order in which messages list them.
    pub(crate) fn names(self) -> Vec<&'static str> {
        match self {
            Self::Enum => names::<EnumKey>(),
            Self::Struct => names::<StructKey>(),
            Self::Variant => names::<VariantKey>(),
            Self::Field => names::<FieldKey>(),
        }
    }

    pub(crate) fn listed(self) -> String {
        quoted_list(self.names(), "and")
    }

    /// The key of this name, or that other crates call by it.
    pub(crate) fn meant(self, word: &str) -> Option<&'static str> {
        fn meant<K: Key>(word: &str) -> Option<&'static str> {
            let named = K::ALL.iter().copied().find(|key| key.spec().name == word);
            named.or_else(|| by_synonym(word)).map(|key| key.spec().name)
        }
        match self {
            Self::Enum => meant::<EnumKey>(word),
            Self::Struct => meant::<StructKey>(word),
            Self::Variant => meant::<VariantKey>(word),
            Self::Field => meant::<FieldKey>(word),
        }
    }
}

fn names<K: Key>() -> Vec<&'static str> {
    K::ALL.iter().map(|key| key.spec().name).collect()
}
