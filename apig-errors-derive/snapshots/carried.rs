use apig_errors::{ApigError, ApigRetryable};
#[derive(Debug)]
pub enum Error {
    Backend(ApigError),
    Throttled { source: Box<ApigError> },
    Other { source: Box<ApigError> },
}
const _: () = {
    use ::apig_errors::__private1_0 as __apig;
    __apig::words! {
        { #[derive(Debug)] #[derive(ApigRetryable)] pub enum Error { #[apig(code =
        "APIG.0201", status = any)] #[apig(code = "APIG.0501", retry = Throttled, reason
        = "ours resets at midnight")] #[apig(unlisted = "DNS.0021", retry = Backoff)]
        Backend(#[apig(error)] ApigError), #[apig(code = "APIG.0308")] Throttled {
        #[apig(error)] source : Box < ApigError >, }, #[apig(fallback)] Other { source :
        Box < ApigError > }, } }
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Tables<3, 10> for Error {
        const VARIANTS: __apig::RawVariants = (
            "Backend\nThrottled\nOther",
            b"\x1C\0\0\0\0\x1C\0\0\0\0\x1C\0\0\0\0",
        );
        const CLAIMS: __apig::RawClaims = (
            "APIG.0201\nAPIG.0201\nAPIG.0201\nAPIG.0201\nAPIG.0201\nAPIG.0201\nAPIG.0201\nAPIG.0501\nDNS.0021\nAPIG.0308",
            b"\0\0\0\0\x01\x90\0\0\0\0\0\x01\x9D\0\0\0\0\0\x01\x9E\0\0\0\0\0\x01\xEE\0\0\0\0\0\x01\xF4\x05\0\0\0\0\x01\xF6\x05\0\0\0\0\x01\xF8\x05\0\0\0\0\x01\x95\"\0\0\0\0\0\0%\0\0\0\x01\x01\xAD\x02",
            &[(7, "ours resets at midnight")],
        );
    }
    /**How failed calls map to the variants (API Gateway error codes of 2023-12-22):

| variant | code | status | verdict |
| --- | --- | --- | --- |
| `Backend` | `APIG.0201` | 400 | Never, NotDelivered |
| `Backend` | `APIG.0201` | 413 | Never, NotDelivered |
| `Backend` | `APIG.0201` | 414 | Never, NotDelivered |
| `Backend` | `APIG.0201` | 494 | Never, NotDelivered |
| `Backend` | `APIG.0201` | 500 | Backoff, MaybeDelivered |
| `Backend` | `APIG.0201` | 502 | Backoff, MaybeDelivered |
| `Backend` | `APIG.0201` | 504 | Backoff, MaybeDelivered |
| `Backend` | `APIG.0501` | 405 | Throttled, NotDelivered (overridden) |
| `Backend` | `DNS.0021` | every | Backoff, MaybeDelivered |
| `Throttled` | `APIG.0308` | 429 | Throttled, NotDelivered |
| `Other` | every other | every | of the response |
*/
    #[automatically_derived]
    impl __apig::ApigRetryable for Error {
        fn verdict(&self) -> __apig::Verdict {
            __apig::ApigRetryable::__apig_view(self).verdict()
        }
        #[inline]
        fn __apig_view(&self) -> __apig::View<'_> {
            match self {
                Error::Backend { 0: __apig_field_0, .. } => {
                    __apig::View::at::<Self, 3, 10>(0)
                        .carried(
                            __apig::Field(__apig_field_0).carried(),
                            &__apig::Overrides {
                                pairs: &[
                                    (
                                        (501, 0),
                                        (__apig::Retry::Throttled, __apig::Delivery::NotDelivered),
                                    ),
                                ],
                                unlisted: &[
                                    (
                                        ("DNS.0021", 0),
                                        (__apig::Retry::Backoff, __apig::Delivery::MaybeDelivered),
                                    ),
                                ],
                                siblings: false,
                            },
                        )
                }
                Error::Throttled { source: __apig_field_0, .. } => {
                    __apig::View::at::<Self, 3, 10>(1)
                        .carried(
                            __apig::Field(__apig_field_0).carried(),
                            __apig::Overrides::NONE,
                        )
                }
                Error::Other { source: __apig_field_0, .. } => {
                    __apig::View::at::<Self, 3, 10>(2)
                        .forward(__apig::Field(__apig_field_0).boxed_fallback())
                }
            }
        }
    }
    #[automatically_derived]
    impl __apig::ApigClaims for Error {
        const MAPPING: __apig::Mapping = __apig::mapping::<
            Self,
            3,
            10,
        >("Error", __apig::Option::Some("Other"), false);
    }
    #[automatically_derived]
    impl __apig::From<__apig::ApigError> for Error {
        fn from(__apig_error: __apig::ApigError) -> Self {
            match __apig::pair(&__apig_error, false) {
                (201 | 501, _) => {
                    Error::Backend {
                        0: __apig::ErrorField::carry(__apig_error),
                    }
                }
                (308, _) => {
                    Error::Throttled {
                        source: __apig::ErrorField::carry(__apig_error),
                    }
                }
                _ => {
                    let __apig_at = __apig::unlisted::<
                        Self,
                        3,
                        10,
                    >(b"\0\0\0\x08", &__apig_error);
                    match __apig_at {
                        8 => {
                            Error::Backend {
                                0: __apig::ErrorField::carry(__apig_error),
                            }
                        }
                        _ => {
                            Error::Other {
                                source: __apig::BoxedFallbackField::carry(__apig_error),
                            }
                        }
                    }
                }
            }
        }
    }
};
