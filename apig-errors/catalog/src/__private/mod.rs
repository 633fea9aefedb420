//! What the crates of this workspace share, and nobody else may rely on.

pub mod packed;
#[cfg(feature = "serde")]
pub mod serde;
pub mod suggest;

#[cfg(rust_analyzer)]
pub use crate::table::codes;
pub use crate::{code::is_usable, words::words};
