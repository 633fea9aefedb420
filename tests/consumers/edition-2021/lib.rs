//! Generated code in edition 2021.

// Shared by the editions, so that it stands outside the package: for tests alone, or the package
// would not build by itself.
#[cfg(test)]
#[path = "../every_form.rs"]
pub mod every_form;

use apig_errors::{ApigError, ApigRetryable};

/// Names that are words from edition 2024 on.
#[derive(Debug, ApigRetryable)]
pub enum Names {
    /// A claim.
    #[apig(code = "APIG.0308")]
    Throttled {
        /// The response's message.
        #[apig(message)]
        gen: String,
    },
    /// The rest.
    #[apig(fallback)]
    Other {
        /// The response.
        gen: ApigError,
    },
}
