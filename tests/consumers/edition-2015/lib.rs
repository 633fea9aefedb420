//! Generated code in edition 2015: paths begin at the crate's root, and `async`, `dyn` and `try` are
//! names.

extern crate apig_errors;

// Shared by the editions, so that it stands outside the package: for tests alone, or the package
// would not build by itself.
#[cfg(test)]
#[path = "../every_form.rs"]
pub mod every_form;

/// A module that stands where a relative path would look first.
pub mod nested {
    /// An empty one.
    pub mod apig_errors {}

    use apig_errors::{ApigError, ApigRetryable};

    /// Below the root, with a path from there.
    #[derive(Debug, ApigRetryable)]
    #[apig(crate = "apig_errors")]
    pub enum FromTheRoot {
        /// A claim.
        #[apig(code = "APIG.0308")]
        Throttled,
        /// The rest.
        #[apig(fallback)]
        Other(ApigError),
    }
}

/// Not compiled but by `hygiene.rs`, which reads the message.
#[cfg(mistake)]
pub mod mistake {
    /// A code that there is not.
    #[derive(Debug, ::apig_errors::ApigRetryable)]
    pub enum Mistaken {
        /// A claim.
        #[apig(code = "APIG.0380")]
        Throttled,
    }
}

/// Not compiled but by `hygiene.rs`, as an editor's server reads it.
#[cfg(misspelled)]
pub mod misspelled {
    /// A key that there is not.
    #[derive(Debug, ::apig_errors::ApigRetryable)]
    pub enum Misspelled {
        /// Whatever it was to be.
        #[apig(lokal)]
        Mistaken,
    }
}

/// An enum for a crate of another edition.
#[macro_export]
macro_rules! error_of_2015 {
    ($name:ident) => {
        /// Made by a macro of edition 2015.
        #[derive(Debug, $crate::reexported::ApigRetryable)]
        pub enum $name {
            /// A claim.
            #[apig(code = "APIG.0308")]
            Throttled {
                /// The response's message.
                #[apig(message)]
                message: String,
            },
            /// The rest.
            #[apig(fallback)]
            Other($crate::reexported::ApigError),
        }
    };
}

#[doc(hidden)]
pub mod reexported {
    pub use apig_errors::{ApigError, ApigRetryable};
}
