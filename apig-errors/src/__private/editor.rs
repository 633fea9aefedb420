//! What the words of `#[apig(…)]` mean, as items: an editor's server reads them where the derive hands it a
//! word, and nobody else does. A test of the derive's holds the names to its table of keys.

/// The derive's input: nothing.
#[cfg(not(all(rust_analyzer, feature = "derive")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __apig_words {
    ($input:tt) => {};
}

/// The derive's input: the words of its attributes, which the derive hands to `paths`.
#[cfg(all(rust_analyzer, feature = "derive"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __apig_words {
    ({ $($input:tt)* }) => { $crate::__private1_0::editor::read! { $($input)* } };
}

pub use crate::__apig_words as words;
#[cfg(all(rust_analyzer, feature = "derive"))]
pub use apig_errors_derive::__words as read;

/// A path for each word, in a module where what it may name is, and nothing else.
#[cfg(rust_analyzer)]
#[doc(hidden)]
#[macro_export]
macro_rules! __apig_paths {
    (
        {$($of_enum:tt)*} {$($of_struct:tt)*} {$($of_variant:tt)*} {$($of_field:tt)*}
        {$($retry:tt)*} {$($delivery:tt)*} {$($status:tt)*} {$($code:tt)*}
        {$($shown:tt)*}
    ) => {
        #[allow(unused_imports)]
        mod of_enum { use $crate::__private1_0::editor::of_enum::*; use self::{$($of_enum as _,)*}; }
        #[allow(unused_imports)]
        mod of_struct { use $crate::__private1_0::editor::of_struct::*; use self::{$($of_struct as _,)*}; }
        #[allow(unused_imports)]
        mod of_variant { use $crate::__private1_0::editor::of_variant::*; use self::{$($of_variant as _,)*}; }
        #[allow(unused_imports)]
        mod of_field { use $crate::__private1_0::editor::of_field::*; use self::{$($of_field as _,)*}; }
        #[allow(unused_imports)]
        mod retry { use $crate::Retry::*; use self::{$($retry as _,)*}; }
        #[allow(unused_imports)]
        mod delivery { use $crate::Delivery::*; use self::{$($delivery as _,)*}; }
        #[allow(unused_imports)]
        mod status { use $crate::__private1_0::editor::of_status::*; use self::{$($status as _,)*}; }
        #[allow(unused_imports)]
        mod code { use $crate::__private1_0::editor::codes::*; use self::{$($code as _,)*}; }
        // Not in a `use`: in a block the server finds no constant by one.
        const _: () = { $( let _ = $crate::__private1_0::editor::shown::$shown; )* };
    };
}

#[cfg(rust_analyzer)]
pub use crate::__apig_paths as paths;
#[cfg(rust_analyzer)]
pub use apig_errors_catalog::__private::codes;

/// What is shown of a code, of a status and of a key that no item can be named.
#[cfg(rust_analyzer)]
#[allow(non_upper_case_globals)]
pub mod shown {
    pub use super::codes::*;

    /// Where the generated code finds `apig_errors`, where it is renamed or re-exported.
    ///
    /// ```ignore
    /// #[apig(crate = "my_sdk::apig_errors")]
    /// ```
    pub const crate_path: &str = "apig_errors";
}

/// The keys on an enum.
#[cfg(rust_analyzer)]
pub mod of_enum {
    /// Claims also match the codes of `APIGW` and `APIC` whose number is documented with the status for `APIG`.
    ///
    /// ```ignore
    /// #[apig(siblings)]
    /// ```
    pub mod siblings {}

    /// Each documented pair of code and status must be claimed; with classes, each pair of these retry classes.
    ///
    /// ```ignore
    /// #[apig(exhaustive)]
    /// #[apig(exhaustive(Backoff, Throttled))]
    /// ```
    pub mod exhaustive {}
}

/// The keys on a struct.
#[cfg(rust_analyzer)]
pub mod of_struct {
    /// The error in the only field decides everything.
    ///
    /// ```ignore
    /// #[apig(transparent)]
    /// ```
    pub mod transparent {}

    /// A function from the struct's only field to its `Verdict`, for another crate's error.
    ///
    /// ```ignore
    /// #[apig(verdict = verdict_of_io)] // fn verdict_of_io(error: &io::Error) -> Verdict
    /// ```
    pub mod verdict {}
}

/// The keys on a variant.
#[cfg(rust_analyzer)]
pub mod of_variant {
    /// Claims documented codes: responses with them become this variant.
    ///
    /// ```ignore
    /// #[apig(code = APIG_0308)]
    /// #[apig(code("APIG.0301", APIG_0307))]
    /// #[apig(code = "APIG.0201", status(502, 504))]
    /// ```
    pub mod code {}

    /// Claims a code that the published tables do not hold, by its text. It requires `retry`.
    ///
    /// ```ignore
    /// #[apig(unlisted = "DNS.0014", retry = Backoff)]
    /// ```
    pub mod unlisted {}

    /// Claims responses without a code, such as a proxy's page: those with these statuses, or all.
    ///
    /// ```ignore
    /// #[apig(no_code, status(502, 503, 504))]
    /// ```
    pub mod no_code {}

    /// A failure of your own: no response of the gateway becomes this variant.
    ///
    /// ```ignore
    /// #[apig(local)]
    /// #[apig(local, retry = Backoff)]
    /// ```
    pub mod local {}

    /// The error in the variant's only field decides everything.
    ///
    /// ```ignore
    /// #[apig(transparent)]
    /// ```
    pub mod transparent {}

    /// Takes every response that nothing else claims; with it, `From<ApigError>` is generated.
    ///
    /// ```ignore
    /// #[apig(fallback)]
    /// ```
    pub mod fallback {}

    /// The HTTP statuses with which the codes are claimed. A code that is documented with several requires it.
    ///
    /// ```ignore
    /// #[apig(code = "APIG.0201", status(502, 504))]
    /// #[apig(code = "APIG.0201", status = any)]
    /// ```
    pub mod status {}

    /// The retry class: what the table does not say, or instead of what it says.
    ///
    /// ```ignore
    /// #[apig(local, retry = Backoff)]
    /// #[apig(code = "APIG.0501", retry = Throttled, reason = "ours resets at midnight")]
    /// ```
    pub mod retry {}

    /// Whether the backend may have acted on the request. `NotDelivered` lets a POST be retried.
    ///
    /// ```ignore
    /// #[apig(local, retry = Backoff, delivery = NotDelivered)]
    /// ```
    pub mod delivery {}

    /// A function from the variant's only field to its `Verdict`, for another crate's error.
    ///
    /// ```ignore
    /// #[apig(local, verdict = verdict_of_io)] // fn verdict_of_io(error: &io::Error) -> Verdict
    /// ```
    pub mod verdict {}

    /// Why the table is overridden, in three words at least.
    ///
    /// ```ignore
    /// #[apig(code = "APIG.0308", retry = Never, reason = "a batch of this size never fits")]
    /// ```
    pub mod reason {}
}

/// The keys on a field.
#[cfg(rust_analyzer)]
pub mod of_field {
    /// The whole response: `ApigError`, `Box<ApigError>` or `Arc<ApigError>`.
    ///
    /// ```ignore
    /// #[apig(error)] ApigError
    /// ```
    pub mod error {}

    /// The response's code.
    ///
    /// ```ignore
    /// #[apig(code)] Option<Code>
    /// ```
    pub mod code {}

    /// The response's HTTP status.
    ///
    /// ```ignore
    /// #[apig(status)] u16
    /// ```
    pub mod status {}

    /// The response's message, verbatim: it may hold secrets.
    ///
    /// ```ignore
    /// #[apig(message)] String
    /// ```
    pub mod message {}

    /// The response's request id.
    ///
    /// ```ignore
    /// #[apig(request_id)] Option<String>
    /// ```
    pub mod request_id {}

    /// How long to wait at least before a retry, where the response says so.
    ///
    /// ```ignore
    /// #[apig(wait)] Option<Duration>
    /// ```
    pub mod wait {}

    /// The throttling threshold that was reached.
    ///
    /// ```ignore
    /// #[apig(throttle)] Option<Throttle>
    /// ```
    pub mod throttle {}

    /// Filled with `Default::default()`.
    ///
    /// ```ignore
    /// #[apig(default)] T
    /// ```
    pub mod default {}
}

/// What `status` takes beside numbers.
#[cfg(rust_analyzer)]
pub mod of_status {
    /// Every status that the code is documented with.
    ///
    /// ```ignore
    /// #[apig(code = "APIG.0201", status = any)]
    /// ```
    pub mod any {}
}
