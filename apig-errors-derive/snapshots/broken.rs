use apig_errors::{ApigError, ApigRetryable};
pub enum Error<T: Clone> {
    Throttled,
    Timeout(T),
    Other(ApigError),
}
::core::compile_error! {
    "`APIG.0380` is not among the 64 documented codes (table of 2023-12-22)\nhelp: did you mean `APIG.0308` (429: The throttling threshold has been reached)?\nhelp: if the gateway does send `APIG.0380`, write `foreign = \"APIG.0380\", retry = …`"
}
::core::compile_error! {
    "field 0 of `Timeout` cannot be filled from a gateway answer without an `apig` key\nhelp: add `#[apig(…)]` with one of `error`, `code`, `status`, `message`, `request_id`, `wait`, `throttle` or `default`"
}
const _: () = {
    #[automatically_derived]
    impl<T: Clone> ::apig_errors::__private0::ApigRetryable for Error<T> {
        fn verdict(&self) -> ::apig_errors::__private0::Verdict {
            ::apig_errors::__private0::unreachable!()
        }
    }
    #[automatically_derived]
    impl<T: Clone> ::apig_errors::__private0::ApigClaims for Error<T> {
        const MAPPING: ::apig_errors::__private0::Mapping = ::apig_errors::__private0::Mapping::new(
            "Error",
            &[],
            ::apig_errors::__private0::Option::None,
            false,
        );
    }
    #[automatically_derived]
    impl<T: Clone> ::apig_errors::__private0::From<::apig_errors::__private0::ApigError>
    for Error<T> {
        fn from(_: ::apig_errors::__private0::ApigError) -> Self {
            ::apig_errors::__private0::unreachable!()
        }
    }
};
