use apig_errors::{ApigError, ApigRetryable};
#[derive(Debug)]
pub enum Error {
    Backend(ApigError),
    Throttled { source: Box<ApigError> },
    Other { source: Box<ApigError> },
}
const _: () = {
    use ::apig_errors::__private1_0 as __apig;
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Tables<0, 10> for Error {
        const FACTS: __apig::RawFacts = b"";
        const CLAIMS: __apig::RawClaims<10> = (
            [
                "Backend",
                "Backend",
                "Backend",
                "Backend",
                "Backend",
                "Backend",
                "Backend",
                "Backend",
                "Backend",
                "Throttled",
            ],
            [
                "APIG.0201",
                "APIG.0201",
                "APIG.0201",
                "APIG.0201",
                "APIG.0201",
                "APIG.0201",
                "APIG.0201",
                "APIG.0501",
                "DNS.0021",
                "APIG.0308",
            ],
            b"\x01\x90\0\x01\x9D\0\x01\x9E\0\x01\xEE\0\x01\xF4\x05\x01\xF6\x05\x01\xF8\x05\x01\x95\"\0\0%\x01\xAD\x02",
            &[(7, "ours resets at midnight")],
        );
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Viewed for Error {
        #[inline]
        fn view(&self) -> __apig::View<'_> {
            match self {
                Error::Backend { 0: __apig_field_0, .. } => {
                    __apig::View::carried(
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
                    __apig::View::carried(
                        __apig::Field(__apig_field_0).carried(),
                        __apig::Overrides::NONE,
                    )
                }
                Error::Other { source: __apig_field_0, .. } => {
                    __apig::Field(__apig_field_0).boxed_fallback()
                }
            }
        }
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
            __apig::Viewed::view(self).verdict()
        }
        fn apig_code(&self) -> __apig::Option<__apig::Code> {
            __apig::Viewed::view(self).apig_code()
        }
        fn actor(&self) -> __apig::Option<__apig::Actor> {
            __apig::Viewed::view(self).actor()
        }
        fn wait_hint(&self) -> __apig::Option<__apig::Duration> {
            __apig::Viewed::view(self).wait_hint()
        }
        fn apig_error(&self) -> __apig::Option<&__apig::ApigError> {
            __apig::Viewed::view(self).apig_error()
        }
        fn request_id(&self) -> __apig::Option<&__apig::str> {
            __apig::Viewed::view(self).request_id()
        }
        fn variant(&self) -> __apig::Option<&'static __apig::str> {
            __apig::Option::Some(
                match self {
                    Error::Backend { .. } => "Backend",
                    Error::Throttled { .. } => "Throttled",
                    Error::Other { .. } => "Other",
                },
            )
        }
    }
    #[automatically_derived]
    impl __apig::ApigClaims for Error {
        const MAPPING: __apig::Mapping = __apig::mapping::<
            Self,
            _,
            _,
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
                    let __apig_at = __apig::unlisted::<Self, _, _>(&[8], &__apig_error);
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
