//! What generated code calls. Not part of the public interface: it changes without notice, and its
//! name changes with every version, so that nothing else can come to rely on it.

// Called by generated code alone: nobody reads these items' documentation or drops their results.
#![allow(missing_docs, clippy::must_use_candidate, clippy::return_self_not_must_use)]

pub mod editor;
mod fields;
mod matching;
mod tables;
mod view;

pub use apig_errors_catalog::{Actor, Basis, Code, Delivery, Retry, Verdict};
pub use core::{
    convert::From, default::Default, option::Option, primitive::str, time::Duration, unreachable,
};

pub use self::{editor::words, fields::*, matching::*, tables::*, view::*};
pub use crate::{ApigClaims, ApigError, ApigRetryable, Claim, Mapping, Throttle};
// What the command `apig` shares with the library.
pub use crate::{body::text_of, json_object::push_json_string};
// What the tests hold the documentation and the masks to.
#[cfg(rust_analyzer)]
pub use self::editor::paths;
pub use crate::redact::{Kind, NAMES};
