//! What the crates of this workspace share, and nobody else may rely on.

pub mod packed;
#[cfg(feature = "serde")]
pub mod serde;
pub mod suggest;

pub use crate::{code::is_usable, words::words};
