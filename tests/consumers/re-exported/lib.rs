//! `apig-errors` through another crate: it is no dependency of this one.

#[cfg(test)]
use consumer_re_exporting::errors::ApigRetryable;

/// By the other crate's path.
#[cfg(test)]
#[derive(Debug, ApigRetryable)]
#[apig(crate = "consumer_re_exporting::errors")]
pub enum Error {
    /// A claim.
    #[apig(code = "APIG.0308")]
    Throttled,
    /// The rest.
    #[apig(fallback)]
    Other(consumer_re_exporting::errors::ApigError),
}

#[cfg(test)]
consumer_re_exporting::gateway_error! {
    /// By the other crate's macro.
    #[derive(Debug)]
    pub enum Made {
        /// A claim.
        #[apig(code = "APIG.0307")]
        Expired,
    }
}

#[cfg(test)]
mod tests {
    use consumer_re_exporting::errors::{ApigError, Code};

    use super::{Error, Made};

    #[test]
    fn through_another_crate_the_mapping_is_the_same() {
        let error = Error::from(ApigError::new(429, Code::APIG_0308));
        assert!(matches!(error, Error::Throttled));
        let error = Made::from(ApigError::new(401, Code::APIG_0307));
        assert!(matches!(error, Made::Expired));
    }
}
