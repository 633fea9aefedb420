//! Tests of the derive outside the compiler: the whole of it, and its phases.

mod editor;
mod growth;
mod helps;
mod keys;
mod messages;
mod never_panics;
mod plan;
mod random;
mod snapshots;
mod written;

use crate::derive::keys::Target;

const TARGETS: [Target; 4] = [Target::Enum, Target::Struct, Target::Variant, Target::Field];
