use apig_errors::{ApigError, ApigRetryable};
pub enum Error<T: Clone> {
    Throttled,
    Timeout(T),
    Expired(String),
    Other(ApigError),
}
const _: () = {
    use ::apig_errors::__private1_0 as __apig;
    __apig::words! {
        { #[derive(ApigRetryable)] pub enum Error < T : Clone > { #[apig(code =
        "APIG.0380")] Throttled, #[apig(code = "APIG.0203")] Timeout(T), #[apig(code =
        "APIG.0301")] Expired(#[apig(message)] String), #[apig(fallback)]
        Other(ApigError), } }
    }
    #[automatically_derived]
    impl<T: Clone> __apig::ApigRetryable for Error<T> {
        fn verdict(&self) -> __apig::Verdict {
            match self {
                Error::Expired { 0: __apig_field_0, .. } => {
                    let _ = __apig::MessageField::check(&*__apig_field_0);
                }
                Error::Other { 0: __apig_field_0, .. } => {
                    let _ = __apig::FallbackField::inner(&*__apig_field_0);
                }
                _ => {}
            }
            __apig::unreachable!()
        }
    }
    #[automatically_derived]
    impl<T: Clone> __apig::From<__apig::ApigError> for Error<T> {
        fn from(_: __apig::ApigError) -> Self {
            __apig::unreachable!()
        }
    }
    #[automatically_derived]
    impl<T: Clone> __apig::ApigClaims for Error<T> {
        const MAPPING: __apig::Mapping = {
            extern crate core as __apig_core;
            __apig_core::compile_error! {
                "`APIG.0380` is not among the 64 documented codes (table of 2023-12-22)\nhelp: did you mean `\"APIG.0308\"` (429: The throttling threshold has been reached)?\nhelp: if the gateway does send `APIG.0380`, write `unlisted = \"APIG.0380\", retry = …`"
            }
            __apig_core::compile_error! {
                "field 0 of `Timeout` has no `apig` key, so the conversion cannot fill it\nhelp: add `#[apig(default)]`, or a key for what the response says\nhelp: the keys of a field are `error`, `code`, `status`, `message`, `request_id`, `wait`, `throttle` and `default`"
            }
            __apig::Mapping::new("Error", &[], __apig::Option::None, false)
        };
    }
};
