//! Whatever names surround the enum, the generated code is not disturbed.

#![no_implicit_prelude]

extern crate std;

/// A module called `core`, and all the names that generated code could trip over.
pub mod core {
    pub struct Option;
}

#[allow(dead_code, unused_macros, unused_imports)]
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

    macro_rules! unreachable {
        () => {
            ::std::compile_error!("not that one")
        };
    }
    pub(crate) use unreachable;

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
        #[apig(unlisted = "DNS.0014", retry = Backoff)]
        Self_,
        #[apig(fallback)]
        Default(::apig_errors::ApigError),
    }
}

fn main() {
    use ::apig_errors::{ApigError, ApigRetryable, Code, Retry};
    use ::std::{assert, assert_eq, convert::From, matches};

    let error = shadows::Error::from(ApigError::from_status(500));
    assert_eq!(error.verdict().retry, Retry::Never);
    let error = shadows::Error::from(ApigError::new(504, Code::APIG_0203));
    assert!(matches!(error, shadows::Error::Err { status: 504, .. }));
}
