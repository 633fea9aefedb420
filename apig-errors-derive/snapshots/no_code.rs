use apig_errors::{ApigError, ApigRetryable};
#[derive(Debug)]
pub enum Error {
    Down,
    Proxy(ApigError),
    Other(ApigError),
}
const _: () = {
    use ::apig_errors::__private1_0 as __apig;
    __apig::words! {
        { #[derive(Debug)] #[derive(ApigRetryable)] pub enum Error { #[apig(no_code,
        status(502, 504))] #[apig(code = "APIG.0201", status(502, 504))] Down,
        #[apig(no_code, status = 500, retry = Backoff, reason =
        "our proxy restarts at night")] #[apig(no_code, status = 429)]
        Proxy(#[apig(error)] ApigError), #[apig(fallback)] Other(ApigError), } }
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Tables<3, 6> for Error {
        const VARIANTS: __apig::RawVariants = (
            "Down\nProxy\nOther",
            b"\x1D\0\0\0\0\x1C\0\0\0\0\x1C\0\0\0\0",
        );
        const CLAIMS: __apig::RawClaims = (
            "\n\nAPIG.0201\nAPIG.0201\n\n",
            b"\0\0\0\0\x01\xF6\x1D\0\0\0\0\x01\xF8\x1D\0\0\0\0\x01\xF6\x05\0\0\0\0\x01\xF8\x05\0\0\0\x01\x01\xF4%\0\0\0\x01\x01\xAD\x1E",
            &[(4, "our proxy restarts at night")],
        );
    }
    /**How failed calls map to the variants (API Gateway error codes of 2023-12-22):

| variant | code | status | verdict |
| --- | --- | --- | --- |
| `Down` | none | 502 | Backoff, MaybeDelivered |
| `Down` | none | 504 | Backoff, MaybeDelivered |
| `Down` | `APIG.0201` | 502 | Backoff, MaybeDelivered |
| `Down` | `APIG.0201` | 504 | Backoff, MaybeDelivered |
| `Proxy` | none | 500 | Backoff, MaybeDelivered (overridden) |
| `Proxy` | none | 429 | Throttled, MaybeDelivered |
| `Other` | every other | every | of the response |
*/
    #[automatically_derived]
    impl __apig::ApigRetryable for Error {
        fn verdict(&self) -> __apig::Verdict {
            __apig::ApigRetryable::__apig_view(self).verdict()
        }
        #[inline]
        fn __apig_view(&self) -> __apig::View<'_> {
            __apig::View::at::<
                Self,
                3,
                6,
            >(
                match self {
                    Error::Down => 0,
                    Error::Proxy { 0: __apig_field_0, .. } => {
                        return __apig::View::at::<Self, 3, 6>(1)
                            .carried(
                                __apig::Field(__apig_field_0).carried(),
                                &__apig::Overrides {
                                    pairs: &[
                                        (
                                            (65535, 500),
                                            (__apig::Retry::Backoff, __apig::Delivery::MaybeDelivered),
                                        ),
                                    ],
                                    unlisted: &[],
                                    siblings: false,
                                },
                            );
                    }
                    Error::Other { 0: __apig_field_0, .. } => {
                        return __apig::View::at::<Self, 3, 6>(2)
                            .forward(__apig::Field(__apig_field_0).fallback());
                    }
                },
            )
        }
    }
    #[automatically_derived]
    impl __apig::ApigClaims for Error {
        const MAPPING: __apig::Mapping = __apig::mapping::<
            Self,
            3,
            6,
        >("Error", __apig::Option::Some("Other"), false);
    }
    #[automatically_derived]
    impl __apig::From<__apig::ApigError> for Error {
        fn from(__apig_error: __apig::ApigError) -> Self {
            match __apig::pair(&__apig_error, false) {
                (65535 | 201, 502 | 504) => Error::Down,
                (65535, 500 | 429) => {
                    Error::Proxy {
                        0: __apig::ErrorField::carry(__apig_error),
                    }
                }
                _ => {
                    Error::Other {
                        0: __apig::FallbackField::carry(__apig_error),
                    }
                }
            }
        }
    }
};
