use std::time::Duration;
use apig_errors::{ApigError, ApigRetryable, Code, Throttle};
#[derive(Debug)]
pub enum Error {
    Throttled {
        code: Option<Code>,
        status: u16,
        message: String,
        request_id: Option<String>,
        wait: Option<Duration>,
        throttle: Option<Throttle>,
        attempts: u32,
    },
    Dns(String, u16),
    Other(ApigError),
}
const _: () = {
    static __APIG_FACTS: [::apig_errors::__private0::Facts; 2usize] = [
        ::apig_errors::__private0::Facts::new(
            ::apig_errors::__private0::Retry::Throttled,
            ::apig_errors::__private0::Delivery::NotDelivered,
            ::apig_errors::__private0::Basis::Row,
            ::apig_errors::__private0::Option::Some(
                ::apig_errors::__private0::Code::APIG_0308,
            ),
            ::apig_errors::__private0::Option::Some(
                ::apig_errors::__private0::Actor::CallerAccess,
            ),
        ),
        ::apig_errors::__private0::Facts::new(
            ::apig_errors::__private0::Retry::Backoff,
            ::apig_errors::__private0::Delivery::MaybeDelivered,
            ::apig_errors::__private0::Basis::Declared,
            ::apig_errors::__private0::Option::None,
            ::apig_errors::__private0::Option::None,
        ),
    ];
    #[automatically_derived]
    impl ::apig_errors::__private0::Viewed for Error {
        #[inline]
        fn view(&self) -> ::apig_errors::__private0::View<'_> {
            match self {
                Self::Throttled { code: __apig_field_0, wait: __apig_field_4, .. } => {
                    ::apig_errors::__private0::View::facts(&__APIG_FACTS[0usize])
                        .with_code(
                            ::apig_errors::__private0::Field(__apig_field_0).code(),
                        )
                        .with_wait(
                            ::apig_errors::__private0::Field(__apig_field_4).wait(),
                        )
                }
                Self::Dns { .. } => {
                    ::apig_errors::__private0::View::facts(&__APIG_FACTS[1usize])
                }
                Self::Other { 0: __apig_field_0, .. } => {
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
| `Throttled` | `APIG.0308` | 429 | Throttled, NotDelivered |
| `Dns` | `DNS.0021` | every | Backoff, MaybeDelivered |
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
    static __APIG_CLAIMS: [::apig_errors::__private0::Claim; 2usize] = [
        ::apig_errors::__private0::Claim::documented(
            "Throttled",
            (::apig_errors::__private0::Code::APIG_0308, "APIG.0308"),
            429,
            false,
        ),
        ::apig_errors::__private0::Claim::foreign(
            "Dns",
            "DNS.0021",
            ::apig_errors::__private0::Option::None,
            ::apig_errors::__private0::Retry::Backoff,
            ::apig_errors::__private0::Delivery::MaybeDelivered,
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
                (308, _) => {
                    Self::Throttled {
                        code: ::apig_errors::__private0::CodeField::fill(
                            &__apig_error,
                            ::apig_errors::__private0::Option::Some(
                                ::apig_errors::__private0::Retry::Throttled,
                            ),
                        ),
                        status: ::apig_errors::__private0::StatusField::fill(
                            &__apig_error,
                            ::apig_errors::__private0::Option::Some(
                                ::apig_errors::__private0::Retry::Throttled,
                            ),
                        ),
                        message: ::apig_errors::__private0::MessageField::fill(
                            &__apig_error,
                            ::apig_errors::__private0::Option::Some(
                                ::apig_errors::__private0::Retry::Throttled,
                            ),
                        ),
                        request_id: ::apig_errors::__private0::RequestIdField::fill(
                            &__apig_error,
                            ::apig_errors::__private0::Option::Some(
                                ::apig_errors::__private0::Retry::Throttled,
                            ),
                        ),
                        wait: ::apig_errors::__private0::WaitField::fill(
                            &__apig_error,
                            ::apig_errors::__private0::Option::Some(
                                ::apig_errors::__private0::Retry::Throttled,
                            ),
                        ),
                        throttle: ::apig_errors::__private0::ThrottleField::fill(
                            &__apig_error,
                            ::apig_errors::__private0::Option::Some(
                                ::apig_errors::__private0::Retry::Throttled,
                            ),
                        ),
                        attempts: ::apig_errors::__private0::DefaultField::fill(
                            &__apig_error,
                            ::apig_errors::__private0::Option::Some(
                                ::apig_errors::__private0::Retry::Throttled,
                            ),
                        ),
                    }
                }
                _ => {
                    match ::apig_errors::__private0::foreign(
                        &__APIG_FOREIGN,
                        &__apig_error,
                    ) {
                        0 => {
                            Self::Dns {
                                0: ::apig_errors::__private0::MessageField::fill(
                                    &__apig_error,
                                    ::apig_errors::__private0::Option::Some(
                                        ::apig_errors::__private0::Retry::Backoff,
                                    ),
                                ),
                                1: ::apig_errors::__private0::StatusField::fill(
                                    &__apig_error,
                                    ::apig_errors::__private0::Option::Some(
                                        ::apig_errors::__private0::Retry::Backoff,
                                    ),
                                ),
                            }
                        }
                        _ => {
                            Self::Other {
                                0: ::apig_errors::__private0::FallbackField::carry(
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
