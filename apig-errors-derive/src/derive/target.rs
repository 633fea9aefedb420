//! What an attribute of this derive can be on.

use crate::derive::{
    diagnostic::quoted_list,
    keys::{EnumKey, FieldKey, Key, StructKey, VariantKey, by_synonym},
};

/// What an attribute is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Enum,
    Struct,
    Variant,
    Field,
}

impl Target {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Enum => "an enum",
            Self::Struct => "a struct",
            Self::Variant => "a variant",
            Self::Field => "a field",
        }
    }

    /// A right attribute for this target.
    pub(crate) fn example(self) -> &'static str {
        match self {
            Self::Enum => {
                "write `#[apig(siblings)]`, `#[apig(exhaustive)]` or `#[apig(crate = \"path\")]`"
            }
            Self::Struct => {
                "write `#[apig(transparent)]` or `#[apig(verdict = path::to::function)]`"
            }
            Self::Variant => {
                "write `#[apig(code = \"APIG.0308\")]`, `#[apig(local)]`, `#[apig(transparent)]` or `#[apig(fallback)]`"
            }
            Self::Field => "write `#[apig(error)]`, `#[apig(message)]` or another field key",
        }
    }

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
