use apig_errors::{ApigError, ApigRetryable};
#[derive(Debug)]
pub enum Error {
    Throttled,
    Expired,
    Other(ApigError),
}
const _: () = {
    use ::apig_errors::__private1_0 as __apig;
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Tables<2, 3> for Error {
        const FACTS: __apig::RawFacts = b"\x02\x03\x01\x014\x03\x02\0\0\0";
        const CLAIMS: __apig::RawClaims<3> = (
            ["Throttled", "Expired", "Expired"],
            ["APIG.0308", "APIG.0301", "APIG.0307"],
            b"\x01\xAD\x02\x01\x91\x03\x01\x91\x03",
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
                    Error::Throttled => 0,
                    Error::Other { 0: __apig_field_0, .. } => {
                        return __apig::Field(__apig_field_0).fallback();
                    }
                    Error::Expired => 1,
                },
            )
        }
    }
    /**How failed calls map to the variants (API Gateway error codes of 2023-12-22):

| variant | code | status | verdict |
| --- | --- | --- | --- |
| `Throttled` | `APIG.0308` | 429 | Throttled, NotDelivered |
| `Expired` | `APIG.0301` | 401 | Reauthenticate, NotDelivered |
| `Expired` | `APIG.0307` | 401 | Reauthenticate, NotDelivered |
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
                    Error::Throttled => "Throttled",
                    Error::Expired => "Expired",
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
                (308, _) => Error::Throttled,
                (301 | 307, _) => Error::Expired,
                _ => {
                    Error::Other {
                        0: __apig::FallbackField::carry(__apig_error),
                    }
                }
            }
        }
    }
};
