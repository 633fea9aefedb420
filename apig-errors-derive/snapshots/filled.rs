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
    use ::apig_errors::__private1_0 as __apig;
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Tables<2, 2> for Error {
        const FACTS: __apig::RawFacts = b"\x02\x03\x01\x014%\0\0\0\0";
        const CLAIMS: __apig::RawClaims<2> = (
            ["Throttled", "Dns"],
            ["APIG.0308", "DNS.0021"],
            b"\x01\xAD\x02\0\0%",
            &[],
        );
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Viewed for Error {
        #[inline]
        fn view(&self) -> __apig::View<'_> {
            __apig::View::facts::<
                Self,
                _,
                _,
            >(
                match self {
                    Error::Throttled {
                        code: __apig_field_0,
                        request_id: __apig_field_3,
                        wait: __apig_field_4,
                        ..
                    } => {
                        return __apig::View::facts::<Self, _, _>(0)
                            .with_code(__apig::Field(__apig_field_0).code())
                            .with_request_id(__apig::Field(__apig_field_3).request_id())
                            .with_wait(__apig::Field(__apig_field_4).wait());
                    }
                    Error::Other { 0: __apig_field_0, .. } => {
                        return __apig::Field(__apig_field_0).fallback();
                    }
                    Error::Dns { .. } => 1,
                },
            )
        }
    }
    /**How failed calls map to the variants (API Gateway error codes of 2023-12-22):

| variant | code | status | verdict |
| --- | --- | --- | --- |
| `Throttled` | `APIG.0308` | 429 | Throttled, NotDelivered |
| `Dns` | `DNS.0021` | every | Backoff, MaybeDelivered |
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
                    Error::Throttled { .. } => "Throttled",
                    Error::Dns { .. } => "Dns",
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
                (308, _) => {
                    Error::Throttled {
                        code: __apig::CodeField::fill(
                            &__apig_error,
                            __apig::Option::Some(__apig::Retry::Throttled),
                        ),
                        status: __apig::StatusField::fill(
                            &__apig_error,
                            __apig::Option::Some(__apig::Retry::Throttled),
                        ),
                        message: __apig::MessageField::fill(
                            &__apig_error,
                            __apig::Option::Some(__apig::Retry::Throttled),
                        ),
                        request_id: __apig::RequestIdField::fill(
                            &__apig_error,
                            __apig::Option::Some(__apig::Retry::Throttled),
                        ),
                        wait: __apig::WaitField::fill(
                            &__apig_error,
                            __apig::Option::Some(__apig::Retry::Throttled),
                        ),
                        throttle: __apig::ThrottleField::fill(
                            &__apig_error,
                            __apig::Option::Some(__apig::Retry::Throttled),
                        ),
                        attempts: __apig::DefaultField::fill(
                            &__apig_error,
                            __apig::Option::Some(__apig::Retry::Throttled),
                        ),
                    }
                }
                _ => {
                    let __apig_at = __apig::unlisted::<Self, _, _>(&[1], &__apig_error);
                    match __apig_at {
                        1 => {
                            Error::Dns {
                                0: __apig::MessageField::fill(
                                    &__apig_error,
                                    __apig::Option::Some(__apig::Retry::Backoff),
                                ),
                                1: __apig::StatusField::fill(
                                    &__apig_error,
                                    __apig::Option::Some(__apig::Retry::Backoff),
                                ),
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
        }
    }
};
