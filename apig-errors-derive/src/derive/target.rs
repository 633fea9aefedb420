//! What an attribute of this derive can be on.

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
}
