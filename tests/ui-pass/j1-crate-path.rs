//! The runtime crate under another name, and re-exported by another crate.

pub extern crate apig_errors as gateway;

mod sdk {
    pub mod reexported {
        pub use gateway as errors;
    }
}

mod renamed {
    use gateway::ApigRetryable;

    #[derive(ApigRetryable)]
    #[apig(crate = "gateway")]
    pub enum Error {
        #[apig(code = "APIG.0308")]
        Throttled,
        #[apig(fallback)]
        Other(gateway::ApigError),
    }
}

#[derive(sdk::reexported::errors::ApigRetryable)]
#[apig(crate = "crate::sdk::reexported::errors")]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(transparent)]
    Renamed(renamed::Error),
    #[apig(fallback)]
    Other(gateway::ApigError),
}

fn main() {
    let error = Error::from(gateway::ApigError::from_status(500));
    assert!(matches!(error, Error::Other(_)));
    let _ = (Error::Throttled, Error::Renamed(renamed::Error::Throttled));
}
