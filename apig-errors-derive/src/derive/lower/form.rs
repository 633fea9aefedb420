//! How a code is written.

use apig_errors_catalog::Code;

use crate::derive::prelude::*;

/// How a code was written, and so how it is suggested.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `"APIG.0308"`.
    String,
    /// `APIG_0308`.
    Name,
}

impl Form {
    pub(super) fn write(self, code: Code) -> String {
        match self {
            Self::String => format!("\"{code}\""),
            Self::Name => constant_name(code),
        }
    }
}
