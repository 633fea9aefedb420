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
    __apig::words! {
        { #[derive(Debug)] #[derive(ApigRetryable)] pub enum Error { #[apig(code =
        "APIG.0308")] Throttled { #[apig(code)] code : Option < Code >, #[apig(status)]
        status : u16, #[apig(message)] message : String, #[apig(request_id)] request_id :
        Option < String >, #[apig(wait)] wait : Option < Duration >, #[apig(throttle)]
        throttle : Option < Throttle >, #[apig(default)] attempts : u32, },
        #[apig(unlisted = "DNS.0021", retry = Backoff)] Dns(#[apig(message)] String,
        #[apig(status)] u16), #[apig(fallback)] Other(ApigError), } }
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Tables<3, 2> for Error {
        const VARIANTS: __apig::RawVariants = (
            "Throttled\nDns\nOther",
            b"\x02\x03\x01\x014%\0\0\0\0\x1C\0\0\0\0",
        );
        const CLAIMS: __apig::RawClaims = (
            "APIG.0308\nDNS.0021",
            b"\0\0\0\0\x01\xAD\x02\0\0\0\x01\0\0%",
            &[],
        );
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
            __apig::ApigRetryable::__apig_view(self).verdict()
        }
        #[inline]
        fn __apig_view(&self) -> __apig::View<'_> {
            __apig::View::at::<
                Self,
                3,
                2,
            >(
                match self {
                    Error::Throttled {
                        code: __apig_field_0,
                        request_id: __apig_field_3,
                        wait: __apig_field_4,
                        ..
                    } => {
                        return __apig::View::at::<Self, 3, 2>(0)
                            .with_code(__apig::Field(__apig_field_0).code())
                            .with_request_id(__apig::Field(__apig_field_3).request_id())
                            .with_wait(__apig::Field(__apig_field_4).wait());
                    }
                    Error::Dns { .. } => 1,
                    Error::Other { 0: __apig_field_0, .. } => {
                        return __apig::View::at::<Self, 3, 2>(2)
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
            2,
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
                    let __apig_at = __apig::unlisted::<
                        Self,
                        3,
                        2,
                    >(b"\0\0\0\x01", &__apig_error);
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
