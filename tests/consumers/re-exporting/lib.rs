//! Hands `apig-errors` on, and an enum's beginning with it.

pub use apig_errors as errors;

/// An enum with a `fallback`, and whatever variants the user adds.
#[macro_export]
macro_rules! gateway_error {
    ($(#[$meta:meta])* pub enum $name:ident { $($variants:tt)* }) => {
        $(#[$meta])*
        #[derive($crate::errors::ApigRetryable)]
        #[apig(crate = "::consumer_re_exporting::errors")]
        pub enum $name {
            $($variants)*
            /// The rest.
            #[apig(fallback)]
            Other($crate::errors::ApigError),
        }
    };
}
