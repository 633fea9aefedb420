//! Whatever surrounds the enum, the generated code is not disturbed.

#![no_implicit_prelude]
#![deny(
    deprecated,
    missing_docs,
    single_use_lifetimes,
    unreachable_pub,
    unused_qualifications,
    nonstandard_style,
    future_incompatible,
    rust_2018_idioms,
    let_underscore,
    unused
)]

extern crate std;

/// A module called `core`, and all the names that generated code could trip over.
pub mod core {
    /// Not that one.
    pub struct Option;
}

/// Not the standard ones.
#[allow(missing_docs, dead_code)]
pub mod shadows {
    use ::apig_errors::ApigRetryable;

    pub struct Option;
    pub struct Some;
    pub struct None;
    pub struct Result;
    pub struct Default;
    pub struct From;
    pub struct Duration;
    pub struct Verdict;
    pub struct Code;
    pub struct ApigErrors;
    pub trait Into {}

    #[allow(non_upper_case_globals)]
    pub const error: u8 = 0;

    #[derive(ApigRetryable)]
    pub enum Error {
        #[apig(code = "APIG.0308")]
        None,
        #[apig(local)]
        Some,
        #[apig(local)]
        Ok,
        #[apig(code = "APIG.0203")]
        Err {
            #[apig(error)]
            error: ::apig_errors::ApigError,
            #[apig(status)]
            status: u16,
            #[apig(wait)]
            wait: ::std::option::Option<::std::time::Duration>,
        },
        #[apig(foreign = "DNS.0014", retry = Backoff)]
        Self_,
        #[apig(fallback)]
        Default(::apig_errors::ApigError),
    }
}

/// Deprecated in every part.
#[deprecated = "use another"]
#[derive(::apig_errors::ApigRetryable)]
pub enum Old {
    /// A variant.
    #[deprecated = "use another"]
    #[apig(code = "APIG.0308")]
    Throttled {
        /// A field.
        #[deprecated = "use another"]
        #[apig(message)]
        message: ::std::string::String,
    },
    /// The rest.
    #[apig(fallback)]
    Other(::apig_errors::ApigError),
}

fn main() {
    use ::apig_errors::{ApigError, ApigRetryable};
    use ::std::{assert_eq, convert::From, matches};

    // The enum inside a function.
    #[derive(ApigRetryable)]
    enum Inside {
        #[apig(code = "APIG.0308")]
        Throttled,
        #[apig(fallback)]
        Other(ApigError),
    }
    let throttled = ApigError::new(429, ::apig_errors::Code::APIG_0308);
    assert_eq!(matches!(Inside::from(throttled), Inside::Throttled), true);
    let error = shadows::Error::from(ApigError::of_status(500));
    assert_eq!(error.verdict().retry, ::apig_errors::Retry::Never);
}
