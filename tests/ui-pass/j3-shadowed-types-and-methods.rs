//! Types with the names of primitives and of generated code's own, methods with the names of those
//! that it calls, on everything.

#![no_implicit_prelude]
#![allow(dead_code, non_camel_case_types)]

/// Not the crate.
pub mod apig_errors {}

pub mod shadows {
    use ::apig_errors::ApigRetryable;

    pub mod core {}
    pub mod std {}
    pub mod alloc {}

    pub struct bool;
    pub struct str;
    pub struct u8;
    pub struct u16;
    pub struct u32;
    pub struct usize;
    pub struct Claim;
    pub struct Facts;
    pub struct Field;
    pub struct Foreign;
    pub struct View;
    pub struct __apig;

    pub trait Methods {
        fn carried(&self) {}
        fn carry(&self) {}
        fn check(&self) {}
        fn code(&self) {}
        fn fill(&self) {}
        fn forward(&self) {}
        fn from(&self) {}
        fn inner(&self) {}
        fn verdict(&self) {}
        fn view(&self) {}
        fn wait(&self) {}
        fn with_code(&self) {}
        fn with_wait(&self) {}
    }
    impl<T: ?::core::marker::Sized> Methods for T {}

    /// With the names of what the generated code is full of, and a type parameter of such a name.
    #[derive(ApigRetryable)]
    pub enum Option<Code> {
        #[apig(code = "APIG.0308")]
        Throttled {
            #[apig(wait)]
            wait: ::std::option::Option<::std::time::Duration>,
            #[apig(code)]
            code: ::std::option::Option<::apig_errors::Code>,
            #[apig(default)]
            extra: Code,
        },
        #[apig(code = "APIG.0203")]
        ApigError(#[apig(error)] ::apig_errors::ApigError),
        #[apig(unlisted = "DNS.0014", retry = Backoff)]
        View(#[apig(status)] ::core::primitive::u16),
        #[apig(no_code, status = 502)]
        Proxy,
        #[apig(transparent)]
        Inner(::std::boxed::Box<Self>),
        #[apig(fallback)]
        From(::apig_errors::ApigError),
    }

    /// A struct, of a name that generated code has.
    #[derive(ApigRetryable)]
    #[apig(transparent)]
    pub struct TransparentField<View>(pub View);

    /// Without a `fallback`: the fields' types are checked elsewhere.
    #[derive(ApigRetryable)]
    pub enum Verdict {
        #[apig(code = "APIG.0308")]
        Throttled {
            #[apig(wait)]
            wait: ::std::option::Option<::std::time::Duration>,
            #[apig(message)]
            message: ::std::string::String,
        },
        #[apig(code = "APIG.0203")]
        Timeout(#[apig(error)] ::std::boxed::Box<::apig_errors::ApigError>),
    }
}

fn main() {
    use ::apig_errors::{ApigError, ApigRetryable, Code, Retry};
    use ::std::{assert, assert_eq, boxed::Box, convert::From, matches, time::Duration};

    type Error = shadows::Option<u16>;

    let throttled = ApigError::new(429, Code::APIG_0308).with_retry_after(Duration::from_secs(5));
    let error = Error::Inner(Box::new(Error::from(throttled)));
    assert_eq!(error.wait_hint(), ::std::option::Option::Some(Duration::from_secs(5)));
    let unlisted = ApigError::from_status(500).with_raw_code("DNS.0014");
    assert!(matches!(Error::from(unlisted), shadows::Option::View(500)));
    let timeout = shadows::Verdict::Timeout(Box::new(ApigError::new(504, Code::APIG_0203)));
    let opaque = shadows::TransparentField(timeout);
    assert_eq!(opaque.verdict().retry, Retry::Backoff);
    assert!(matches!(Error::from(ApigError::from_status(502)), shadows::Option::Proxy));
}
