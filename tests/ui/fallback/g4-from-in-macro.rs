use apig_errors::{ApigError, ApigRetryable};

macro_rules! error {
    ($name:ident holds $ty:ty) => {
        #[derive(Debug, thiserror::Error, ApigRetryable)]
        enum $name {
            #[error("gateway")]
            #[apig(fallback)]
            Other(#[from] $ty),
        }
    };
}

error!(OfAMacro holds ApigError);

fn main() {}
