//! The crate under another name, with another crate's module under the usual one.

use gateway::{ApigError, ApigRetryable, Code};

/// What generated code must not take for the crate.
pub mod apig_errors {}

/// By its name.
#[derive(Debug, ApigRetryable)]
#[apig(crate = "gateway")]
pub enum ByName {
    /// A claim by the constant's name, so that the constant is looked up.
    #[apig(code = APIG_0308)]
    Throttled {
        /// Its code.
        #[apig(code)]
        code: Option<Code>,
    },
    /// The rest.
    #[apig(fallback)]
    Other(ApigError),
}

/// Whatever `gateway` is in scope.
pub mod shadowed {
    use ::gateway::{ApigError, ApigRetryable};

    /// Not the crate.
    pub mod gateway {}

    /// By its name from the root, for the name alone is the module above.
    #[derive(Debug, ApigRetryable)]
    #[apig(crate = "::gateway")]
    pub enum FromTheRoot {
        /// A claim.
        #[apig(code = "APIG.0308")]
        Throttled,
        /// The rest.
        #[apig(fallback)]
        Other(ApigError),
    }
}

/// By a name that only the function knows.
#[must_use]
pub fn in_a_function() -> bool {
    use gateway as errors;

    #[derive(ApigRetryable)]
    #[apig(crate = "errors")]
    enum InAFunction {
        #[apig(code = "APIG.0308")]
        Throttled,
        #[apig(fallback)]
        Other(ApigError),
    }
    match InAFunction::from(ApigError::new(429, Code::APIG_0308)) {
        InAFunction::Throttled => true,
        InAFunction::Other(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use gateway::{ApigError, Code};

    use super::{ByName, in_a_function, shadowed::FromTheRoot};

    #[test]
    fn under_another_name_the_mapping_is_the_same() {
        let error = || ApigError::new(429, Code::APIG_0308);
        assert!(matches!(ByName::from(error()), ByName::Throttled { code: Some(_) }));
        assert!(matches!(FromTheRoot::from(error()), FromTheRoot::Throttled));
        assert!(in_a_function());
    }
}
