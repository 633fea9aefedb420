use apig_errors::{ApigError, ApigRetryable};
#[derive(Debug)]
pub enum Error {
    Backend(ApigError),
    Throttled { source: Box<ApigError> },
    Other { source: Box<ApigError> },
}
const _: () = {
    #[automatically_derived]
    impl ::apig_errors::__private0::Viewed for Error {
        #[inline]
        fn view(&self) -> ::apig_errors::__private0::View<'_> {
            match self {
                Self::Backend { 0: __apig_field_0, .. } => {
                    ::apig_errors::__private0::View::carried(
                        ::apig_errors::__private0::Field(__apig_field_0).carried(),
                        &::apig_errors::__private0::Overrides {
                            pairs: &[
                                (
                                    (501, 0),
                                    (
                                        ::apig_errors::__private0::Retry::Throttled,
                                        ::apig_errors::__private0::Delivery::NotDelivered,
                                    ),
                                ),
                            ],
                            foreign: &[
                                (
                                    ("DNS.0021", 0),
                                    (
                                        ::apig_errors::__private0::Retry::Backoff,
                                        ::apig_errors::__private0::Delivery::MaybeDelivered,
                                    ),
                                ),
                            ],
                            siblings: false,
                        },
                    )
                }
                Self::Throttled { source: __apig_field_0, .. } => {
                    ::apig_errors::__private0::View::carried(
                        ::apig_errors::__private0::Field(__apig_field_0).carried(),
                        ::apig_errors::__private0::Overrides::NONE,
                    )
                }
                Self::Other { source: __apig_field_0, .. } => {
                    ::apig_errors::__private0::View::carried(
                        ::apig_errors::__private0::Field(__apig_field_0).carried(),
                        ::apig_errors::__private0::Overrides::NONE,
                    )
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
| `Other` | every other | every | of the answer |
*/
    #[automatically_derived]
    impl ::apig_errors::__private0::ApigRetryable for Error {
        fn verdict(&self) -> ::apig_errors::__private0::Verdict {
            ::apig_errors::__private0::Viewed::view(self).verdict()
        }
        fn apig_code(
            &self,
        ) -> ::apig_errors::__private0::Option<::apig_errors::__private0::Code> {
            ::apig_errors::__private0::Viewed::view(self).apig_code()
        }
        fn actor(
            &self,
        ) -> ::apig_errors::__private0::Option<::apig_errors::__private0::Actor> {
            ::apig_errors::__private0::Viewed::view(self).actor()
        }
        fn wait_hint(
            &self,
        ) -> ::apig_errors::__private0::Option<::apig_errors::__private0::Duration> {
            ::apig_errors::__private0::Viewed::view(self).wait_hint()
        }
        fn apig_error(
            &self,
        ) -> ::apig_errors::__private0::Option<&::apig_errors::__private0::ApigError> {
            ::apig_errors::__private0::Viewed::view(self).apig_error()
        }
    }
    static __APIG_CLAIMS: [::apig_errors::__private0::Claim; 10usize] = [
        ::apig_errors::__private0::Claim::documented(
            "Backend",
            (::apig_errors::__private0::Code::APIG_0201, "APIG.0201"),
            400,
            true,
        ),
        ::apig_errors::__private0::Claim::documented(
            "Backend",
            (::apig_errors::__private0::Code::APIG_0201, "APIG.0201"),
            413,
            true,
        ),
        ::apig_errors::__private0::Claim::documented(
            "Backend",
            (::apig_errors::__private0::Code::APIG_0201, "APIG.0201"),
            414,
            true,
        ),
        ::apig_errors::__private0::Claim::documented(
            "Backend",
            (::apig_errors::__private0::Code::APIG_0201, "APIG.0201"),
            494,
            true,
        ),
        ::apig_errors::__private0::Claim::documented(
            "Backend",
            (::apig_errors::__private0::Code::APIG_0201, "APIG.0201"),
            500,
            true,
        ),
        ::apig_errors::__private0::Claim::documented(
            "Backend",
            (::apig_errors::__private0::Code::APIG_0201, "APIG.0201"),
            502,
            true,
        ),
        ::apig_errors::__private0::Claim::documented(
            "Backend",
            (::apig_errors::__private0::Code::APIG_0201, "APIG.0201"),
            504,
            true,
        ),
        ::apig_errors::__private0::Claim::documented(
                "Backend",
                (::apig_errors::__private0::Code::APIG_0501, "APIG.0501"),
                405,
                false,
            )
            .overridden(
                ::apig_errors::__private0::Retry::Throttled,
                ::apig_errors::__private0::Delivery::NotDelivered,
            )
            .because("ours resets at midnight"),
        ::apig_errors::__private0::Claim::foreign(
            "Backend",
            "DNS.0021",
            ::apig_errors::__private0::Option::None,
            ::apig_errors::__private0::Retry::Backoff,
            ::apig_errors::__private0::Delivery::MaybeDelivered,
        ),
        ::apig_errors::__private0::Claim::documented(
            "Throttled",
            (::apig_errors::__private0::Code::APIG_0308, "APIG.0308"),
            429,
            false,
        ),
    ];
    #[automatically_derived]
    impl ::apig_errors::__private0::ApigClaims for Error {
        const MAPPING: ::apig_errors::__private0::Mapping = ::apig_errors::__private0::Mapping::new(
            "Error",
            &__APIG_CLAIMS,
            ::apig_errors::__private0::Option::Some("Other"),
            false,
        );
    }
    static __APIG_FOREIGN: [::apig_errors::__private0::Foreign; 1usize] = [
        ("DNS.0021", 0, 0),
    ];
    #[automatically_derived]
    impl ::apig_errors::__private0::From<::apig_errors::__private0::ApigError>
    for Error {
        fn from(__apig_error: ::apig_errors::__private0::ApigError) -> Self {
            match ::apig_errors::__private0::pair(&__apig_error, false) {
                (201 | 501, _) => {
                    Self::Backend {
                        0: ::apig_errors::__private0::ErrorField::carry(__apig_error),
                    }
                }
                (308, _) => {
                    Self::Throttled {
                        source: ::apig_errors::__private0::ErrorField::carry(
                            __apig_error,
                        ),
                    }
                }
                _ => {
                    match ::apig_errors::__private0::foreign(
                        &__APIG_FOREIGN,
                        &__apig_error,
                    ) {
                        0 => {
                            Self::Backend {
                                0: ::apig_errors::__private0::ErrorField::carry(
                                    __apig_error,
                                ),
                            }
                        }
                        _ => {
                            Self::Other {
                                source: ::apig_errors::__private0::FallbackField::carry(
                                    __apig_error,
                                ),
                            }
                        }
                    }
                }
            }
        }
    }
};
