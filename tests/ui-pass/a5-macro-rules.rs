//! An enum made by `macro_rules!`, its parts substituted.

use apig_errors::{ApigClaims, ApigError, ApigRetryable, Code};

macro_rules! error {
    ($(#[$meta:meta])* $name:ident {
        [$($variant:ident = $code:literal at $status:literal as $class:ident because $reason:expr;)*]
        [$constant:ident is $code_name:ident, holds $ty:ty]
        [$($(#[$variant_meta:meta])* $other:ident,)*]
    }) => {
        $(#[$meta])*
        #[derive(ApigRetryable)]
        enum $name {
            $(
                #[apig(code = $code, status = $status, retry = $class, reason = $reason)]
                $variant,
            )*
            #[apig(code = $code_name)]
            $constant(#[apig(error)] $ty),
            $($(#[$variant_meta])* $other,)*
            #[apig(fallback)]
            Fallback($ty),
        }
    };
}

error! {
    #[derive(Debug)]
    Error {
        [Quota = "APIG.0501" at 405 as Throttled because "ours resets at midnight";]
        [Timeout is APIG_0203, holds ApigError]
        [
            #[apig(local)]
            Decode,
            #[apig(code("APIG.0301", "APIG.0307"))]
            Expired,
        ]
    }
}

fn main() {
    assert_eq!(Error::MAPPING.claims.len(), 4);
    let error = Error::from(ApigError::new(405, Code::APIG_0501));
    assert!(matches!(error, Error::Quota), "{error:?}");
    let _ = (Error::Decode, Error::Expired);
}
